/* plotly's own Danish has neither decimal comma nor a word of its buttons. */
(function () {
  var da = {
    moduleType: "locale",
    name: "da",
    dictionary: {
      "Autoscale": "Tilpas", "Reset axes": "Nulstil akser", "Zoom": "Zoom", "Zoom in": "Zoom ind",
      "Zoom out": "Zoom ud", "Pan": "Panorér", "Download plot as a PNG": "Hent som PNG",
      "Double-click to zoom back out": "Dobbeltklik for at zoome ud igen",
    },
    format: {
      days: ["søndag", "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag"],
      shortDays: ["søn", "man", "tir", "ons", "tor", "fre", "lør"],
      months: ["januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober",
               "november", "december"],
      shortMonths: ["jan.", "feb.", "mar.", "apr.", "maj", "jun.", "jul.", "aug.", "sep.", "okt.", "nov.", "dec."],
      date: "%d.%m.%Y", decimal: ",", thousands: ".", year: "%Y", month: "%b %Y", dayMonth: "%-d. %b",
      dayMonthYear: "%-d. %b %Y",
    },
  };
  if (window.Plotly) window.Plotly.register(da);
  else (window.PlotlyLocales = window.PlotlyLocales || []).push(da);
})();

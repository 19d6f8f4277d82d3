/* A click on the curve asks the page where that number comes from: file, sheet, cell, who, when, earlier values.
   The table's rows are links to the same, for keyboards and for pages without scripts. */
(function () {
  "use strict";
  var FAR = 24; // pixels beside a point that still mean it

  function ask(code) {
    var address = new URL(window.location.href);
    if (!code) return;
    address.searchParams.set("point", code);
    address.hash = "h";
    window.location.assign(address);
  }

  /* The drawing: the point nearest to the click, to its left or right. */
  document.addEventListener("click", function (event) {
    var drawing = event.target.closest && event.target.closest("svg[data-points]");
    if (!drawing) return;
    var box = drawing.getBoundingClientRect();
    var scale = box.width / drawing.viewBox.baseVal.width;
    var found = null, nearest = FAR;
    drawing.dataset.points.split(" ").forEach(function (one) {
      var at = one.indexOf(":");
      var far = Math.abs(box.left + Number(one.slice(0, at)) * scale - event.clientX);
      if (far <= nearest) { nearest = far; found = one.slice(at + 1); }
    });
    ask(found);
  });

  /* The interactive curve: plotly tells which point a click meant. */
  document.addEventListener("pointerover", function (event) {
    var graph = event.target.closest && event.target.closest(".js-plotly-plot");
    if (!graph || !graph.on || graph.dataset.asks) return;
    graph.dataset.asks = "1";
    graph.on("plotly_click", function (told) {
      var point = told.points.find(function (one) { return one.id; });
      ask(point && point.id);
    });
  });
})();

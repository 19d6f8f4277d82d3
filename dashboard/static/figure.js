/* Interactive curves, where there is room for them: each is drawn when it comes into view, one at a time, and plotly is
   fetched for the first of them. A narrow screen keeps the drawings and never loads it.
   Colours are names of our tokens ("--ink"); here they become the colours of the scheme in use. */
(function () {
  "use strict";
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  var wide = window.matchMedia("(min-width: 75rem)");
  var plotly = null;
  var last = Promise.resolve();

  function coloured(value, style) {
    if (typeof value === "string") return value.slice(0, 2) === "--" ? style.getPropertyValue(value).trim() : value;
    if (Array.isArray(value)) return value.map(function (part) { return coloured(part, style); });
    if (value && typeof value === "object") {
      var copy = {};
      Object.keys(value).forEach(function (key) { copy[key] = coloured(value[key], style); });
      return copy;
    }
    return value;
  }

  function fetched() {
    plotly = plotly || new Promise(function (done, failed) {
      var script = document.createElement("script");
      script.src = document.querySelector("link[data-plotly]").href;
      script.onload = function () { done(window.Plotly); };
      script.onerror = failed;
      document.head.appendChild(script);
    });
    return plotly;
  }

  /* Draws one after the other, with a pause for whoever scrolls or types; a curve that has gone is not drawn. */
  function draw(place, props, isThere) {
    last = last.then(fetched).then(function (Plotly) {
      if (!isThere() || !wide.matches) return null;
      var figure = coloured(JSON.parse(props.figure), getComputedStyle(document.documentElement));
      return Plotly.react(place, figure.data, figure.layout, props.config);
    }).then(function () {
      return new Promise(function (done) { setTimeout(done, 0); });
    }).catch(function () { /* the drawing stays */ });
  }

  function alive(place, props) {
    var isThere = true, isSeen = false;
    function again() { if (isSeen && wide.matches) draw(place, props, function () { return isThere; }); }
    var observer = new IntersectionObserver(function (entries) {
      if (isSeen || !entries.some(function (entry) { return entry.isIntersecting; })) return;
      isSeen = true;
      observer.disconnect();
      again();
    }, { rootMargin: "100px" });
    observer.observe(place);
    dark.addEventListener("change", again);
    wide.addEventListener("change", again);
    return function () {
      isThere = false;
      observer.disconnect();
      dark.removeEventListener("change", again);
      wide.removeEventListener("change", again);
      if (window.Plotly && place.data) window.Plotly.purge(place);
    };
  }

  window.fremdrift = window.fremdrift || {};
  window.fremdrift.Plot = function (props) {
    var place = React.useRef(null);
    React.useEffect(function () { return alive(place.current, props); }, [props.figure]);
    var attributes = { id: props.id, className: "plot", role: "img", "aria-label": props.label, ref: place };
    return React.createElement("div", attributes);
  };
})();

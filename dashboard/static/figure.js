/* The interactive curve, where there is room for it: a narrow screen keeps the drawing and never loads plotly.
   Its colours are names of our tokens ("--ink"); here they become the colours of the scheme in use. */
(function () {
  "use strict";
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  var wide = window.matchMedia("(min-width: 75rem)");

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

  window.dash_clientside = Object.assign({}, window.dash_clientside, {
    fremdrift: {
      curve: function (made) {
        if (!made || !wide.matches) return window.dash_clientside.no_update;
        return {
          namespace: "dash_core_components",
          type: "Graph",
          props: {
            id: "graph",
            config: made.config,
            figure: coloured(made.figure, getComputedStyle(document.documentElement)),
            style: { height: "100%" },
          },
        };
      },
    },
  });

  function again() {
    window.dash_clientside.set_props("scheme", { data: String(dark.matches) + wide.matches });
  }
  dark.addEventListener("change", again);
  wide.addEventListener("change", again);
})();

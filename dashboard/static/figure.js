/* The curve's colours are names of our tokens ("--ink"): here they become the colours of the scheme in use. */
(function () {
  "use strict";
  var dark = window.matchMedia("(prefers-color-scheme: dark)");

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
      figure: function (figure) {
        return figure ? coloured(figure, getComputedStyle(document.documentElement))
                      : window.dash_clientside.no_update;
      },
    },
  });
  dark.addEventListener("change", function () {
    window.dash_clientside.set_props("scheme", { data: dark.matches ? "dark" : "light" });
  });
})();

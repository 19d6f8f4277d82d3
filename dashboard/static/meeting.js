/* At a meeting: the arrow keys, and the keys of a hand-held presenter, go to the next indicator and back. Never away from
   what is being typed, and never where the keys have another use. */
(function () {
  "use strict";
  var next = { ArrowRight: true, PageDown: true }, back = { ArrowLeft: true, PageUp: true };

  function isTyped() {
    return Array.prototype.some.call(document.querySelectorAll("main textarea"), function (area) {
      return area.value !== area.defaultValue;
    });
  }

  function isAtEdge(key) {
    var page = document.documentElement;
    if (key === "PageDown") return window.scrollY + window.innerHeight >= page.scrollHeight - 2;
    return key !== "PageUp" || window.scrollY < 2;
  }

  document.addEventListener("keydown", function (event) {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (!next[event.key] && !back[event.key]) return;
    if (event.target.closest && event.target.closest("input, textarea, select, summary, [tabindex='0']")) return;
    if (isTyped() || !isAtEdge(event.key)) return;
    var link = document.querySelector(next[event.key] ? "main a[rel=next]" : "main a[rel=prev]");
    if (link) { event.preventDefault(); link.click(); }
  });
})();

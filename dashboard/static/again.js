/* While a decision is being carried out: looks again until it has been; not where a form is on its way already. */
(function () {
  "use strict";
  var isSent = false;
  document.addEventListener("submit", function () { isSent = true; });
  if (document.querySelector("[data-look-again]")) {
    setTimeout(function () { if (!isSent) window.location.reload(); }, 1000);
  }
})();

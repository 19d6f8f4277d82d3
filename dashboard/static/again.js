/* While a decision is being carried out: looks again until it has been. */
(function () {
  "use strict";
  if (document.querySelector("[data-look-again]")) setTimeout(function () { window.location.reload(); }, 1000);
})();

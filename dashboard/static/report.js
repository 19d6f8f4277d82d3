/* While a file is being read: asks how far it has come, and shows the report when there is one. Dash may show it first:
   a form of it that somebody has sent by then is on its way, and to look again would call it back. */
(function () {
  "use strict";
  var place = document.querySelector("[data-running]");
  if (!place) return;
  var url = place.dataset.running;
  var isSent = false;
  document.addEventListener("submit", function () { isSent = true; });
  var RUNNING = ["received", "read", "checked"];

  function look() {
    fetch(url, { headers: { Accept: "application/json" }, cache: "no-store" })
      .then(function (answer) { return answer.json(); })
      .then(function (now) {
        if (isSent) return;
        var bar = document.querySelector("[data-running] progress");
        if (bar && typeof now.progress === "number") bar.value = now.progress;
        if (RUNNING.indexOf(now.state) < 0 || now.outcome) window.location.reload();
        else setTimeout(look, 150);
      })
      .catch(function () { setTimeout(look, 3000); });
  }
  setTimeout(look, 100);
})();

/* While a file is being read: asks how far it has come, and shows the report when there is one. */
(function () {
  "use strict";
  var place = document.querySelector("[data-running]");
  if (!place) return;
  var url = place.dataset.running;
  var RUNNING = ["received", "read", "checked"];

  function look() {
    fetch(url, { headers: { Accept: "application/json" }, cache: "no-store" })
      .then(function (answer) { return answer.json(); })
      .then(function (now) {
        var bar = document.querySelector("[data-running] progress");
        if (bar && typeof now.progress === "number") bar.value = now.progress;
        if (RUNNING.indexOf(now.state) < 0 || now.outcome) window.location.reload();
        else setTimeout(look, 150);
      })
      .catch(function () { setTimeout(look, 3000); });
  }
  setTimeout(look, 100);
})();

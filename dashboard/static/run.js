/* While an update is under way: shows how far it has come, and all of the page when it has ended. */
(function () {
  "use strict";
  function look() {
    var here = document.querySelector("[data-run]");
    if (!here) return;
    fetch(window.location.href, { headers: { Accept: "text/html" }, cache: "no-store" })
      .then(function (answer) { return answer.text(); })
      .then(function (html) {
        var there = new DOMParser().parseFromString(html, "text/html").querySelector("[data-run]");
        if (!there || there.dataset.run !== here.dataset.run) return window.location.reload();
        var now = document.querySelector("[data-run]");
        if (now.innerHTML !== there.innerHTML) now.innerHTML = there.innerHTML;
        setTimeout(look, 2000);
      })
      .catch(function () { setTimeout(look, 5000); });
  }
  setTimeout(look, 2000);
})();

/* Each choice shows at once what it gives: the form is sent, and the page that comes back takes its place. */
(function () {
  "use strict";
  var running = null;
  var told = document.createElement("div");  // for those who do not see the page: what the choice gives
  told.className = "skjult";
  told.setAttribute("role", "status");
  document.body.appendChild(told);

  function put(html, name, kept) {
    var page = new DOMParser().parseFromString(html, "text/html");
    var there = page.querySelector("main");
    var here = document.querySelector("form[data-mapping]");
    if (!there || !here || !there.querySelector("form[data-mapping]")) return window.location.reload();
    var main = here.closest("main");
    var scrolled = Array.prototype.map.call(main.querySelectorAll(".rul"), function (one) { return [one.scrollLeft, one.scrollTop]; });
    var unfolded = Array.prototype.map.call(main.querySelectorAll("details"), function (one) { return one.open; });
    var y = window.scrollY;
    main.replaceChildren.apply(main, Array.prototype.slice.call(there.childNodes));
    Array.prototype.forEach.call(main.querySelectorAll(".rul"), function (one, n) {
      if (scrolled[n]) { one.scrollLeft = scrolled[n][0]; one.scrollTop = scrolled[n][1]; }
    });
    Array.prototype.forEach.call(main.querySelectorAll("details"), function (one, n) { one.open = !!unfolded[n]; });
    var box = main.querySelector("[name=remember]");
    if (box) box.checked = kept;
    window.scrollTo({ left: window.scrollX, top: y, behavior: "instant" });
    var again = Array.prototype.filter.call(main.querySelectorAll("select,input"), function (one) {
      return one.name === name.name && (one.type !== "checkbox" || one.value === name.value);
    })[0];
    if (again) again.focus({ preventScroll: true });
    told.textContent = main.querySelector("h1").textContent;
    main.dataset.looks = 1 + Number(main.dataset.looks || 0);
  }

  // Who types the first letters of a choice passes others on the way: only where the typing ends is sent.
  var typed = 0, waiting = null, chosen = null;
  document.addEventListener("keydown", function (event) {
    var isDone = event.key === "Enter" || event.key === "Tab";
    typed = isDone ? 0 : Date.now();
    if (isDone && chosen) look();
  });

  document.addEventListener("change", function (event) {
    var form = event.target.form;
    if (!form || !form.matches("form[data-mapping]") || event.target.name === "remember") return;
    chosen = event.target;
    clearTimeout(waiting);
    if (Date.now() - typed < 700) waiting = setTimeout(look, 700);
    else look();
  });

  function look() {
    var target = chosen, form = target.form;
    chosen = null;
    clearTimeout(waiting);
    if (!form) return;
    var fields = new FormData(form);
    fields.append("do", "look");
    if (running) running.abort();
    running = new AbortController();
    var changed = { name: target.name, value: target.value };
    var kept = form.elements.remember ? form.elements.remember.checked : true;
    form.setAttribute("aria-busy", "true");
    fetch(form.action, { method: "POST", body: fields, headers: { Accept: "text/html" }, signal: running.signal })
      .then(function (answer) { return answer.text(); })
      .then(function (html) { put(html, changed, kept); })
      .catch(function (fault) {
        if (fault.name !== "AbortError") form.removeAttribute("aria-busy");
      });
  }
})();

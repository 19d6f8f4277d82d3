/* Sends the file with a progress bar. Without this script the same form posts itself. */
(function () {
  "use strict";

  function show(form, text) {
    var place = form.querySelector("[data-message]");
    place.textContent = text;
    place.hidden = !text;
  }

  function narrow(form) {
    if (!form.elements.alliance) return; // an upload link is for one organisation
    var alliance = form.elements.alliance.value;
    var organisation = form.elements.organisation;
    var fitting = [];
    Array.prototype.forEach.call(organisation.querySelectorAll("optgroup"), function (group) {
      var fits = !alliance || group.dataset.alliance === alliance;
      group.hidden = group.disabled = !fits;
      if (alliance && fits) fitting = Array.prototype.slice.call(group.querySelectorAll("option"));
    });
    var chosen = organisation.selectedOptions[0];
    if (chosen && chosen.parentElement.disabled) organisation.value = "";
    if (fitting.length === 1) fitting[0].selected = true;
  }

  function send(form) {
    var texts = form.dataset;
    var file = form.elements.file.files[0];
    if (file && file.size > Number(texts.most)) return show(form, texts.tooLarge);
    var button = form.querySelector("button");
    var bar = form.querySelector("progress");
    var request = new XMLHttpRequest();
    var over = function (text) {
      show(form, text);
      button.disabled = false;
      bar.hidden = true;
    };
    show(form, "");
    button.disabled = true;
    bar.hidden = false;
    request.upload.onprogress = function (event) {
      if (event.lengthComputable) bar.value = event.loaded / event.total;
    };
    request.onerror = function () { over(texts.failed); };
    request.onload = function () {
      var answer = {};
      try { answer = JSON.parse(request.responseText); } catch (_) { /* not ours: the text below says so */ }
      if (request.status === 202) window.location.assign(texts.report + answer.submission);
      else over(answer.message ? answer.message[texts.language] : texts.failed);
    };
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.send(new FormData(form));
  }

  function narrowAll() {
    Array.prototype.forEach.call(document.querySelectorAll("form[data-upload]"), narrow);
  }

  document.addEventListener("submit", function (event) {
    if (!event.target.matches("form[data-upload]")) return;
    if (event.submitter && event.submitter.formMethod === "get") return; // the template: an ordinary answer
    event.preventDefault();
    send(event.target);
  });
  document.addEventListener("change", function (event) {
    var form = event.target.form;
    if (form && form.matches("form[data-upload]") && event.target.name === "alliance") narrow(form);
  });
  narrowAll();
  document.addEventListener("fremdrift:swapped", narrowAll);
})();

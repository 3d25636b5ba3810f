/* Makes forms of the questions of a chapter. The page has questions, answers and reasons as lists; nothing is kept or sent. */
(function () {
  "use strict";

  function make(name, attributes, content) {
    const node = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) { node.setAttribute(key, attributes[key]); });
    if (typeof content === "string") { node.textContent = content; } else if (content) { node.append(...content); }
    return node;
  }

  function items(list) {
    return list ? Array.from(list.children) : [];
  }

  /* The content of an item: that of its paragraph. */
  function inner(item) {
    return Array.from((item.querySelector("p") || item).childNodes);
  }

  function copy(item) {
    return inner(item).map(function (node) { return node.cloneNode(true); });
  }

  function letter(at) { return String.fromCharCode(65 + at); }

  const isRight = function (item) { return item.classList.contains("qk-right"); };

  /* One or several: each option gets a radio button or a box. */
  function choosing(box, name, type) {
    const said = items(box.querySelector(".qk-reasons"));
    const inputs = items(box.querySelector(".qk-options")).map(function (item, at) {
      const input = make("input", { type: type, name: name, value: at });
      const label = make("label", {}, [input, make("span", {}, inner(item))]);
      item.replaceChildren(label);
      return input;
    });
    return function () {
      const chosen = said.filter(function (_, at) { return inputs[at].checked; });
      if (!chosen.length) { return { ask: type === "radio" ? "Choose one first." : "Choose at least one first." }; }
      const missing = said.filter(isRight).length - chosen.filter(isRight).length;
      const wrong = chosen.some(function (item) { return !isRight(item); });
      const more = type === "checkbox" && missing && !wrong ? "What you chose is right, and it is not all: look for " + missing + " more." : "";
      return { right: !wrong && !missing, more: more, said: chosen.map(function (item) {
        return (type === "radio" ? [] : [letter(said.indexOf(item)) + ". "]).concat(copy(item));
      }) };
    };
  }

  /* Match: each row gets a select with the choices. */
  function matching(box, name) {
    const said = items(box.querySelector(".qk-reasons")).map(function (row) { return items(row.querySelector("ul")); });
    const choices = said[0].map(function (item) { return item.querySelector("strong").textContent; });
    const selects = items(box.querySelector(".qk-options")).map(function (item, at) {
      const id = name + "-" + at;
      const select = make("select", { id: id }, [make("option", { value: "" }, "choose")].concat(choices.map(function (choice, number) {
        return make("option", { value: number }, choice);
      })));
      item.replaceChildren(make("label", { for: id }, inner(item)), select);
      return select;
    });
    return function () {
      const empty = selects.find(function (select) { return select.value === ""; });
      if (empty) { return { ask: "Choose for every line first.", focus: empty }; }
      const chosen = selects.map(function (select, at) { return said[at][Number(select.value)]; });
      const wrong = chosen.filter(function (item) { return !isRight(item); }).length;
      return {
        right: !wrong, more: wrong ? wrong + " of " + chosen.length + " lines to look at again." : "",
        said: chosen.map(function (item, at) { return [make("span", {}, "Line " + (at + 1) + ", ")].concat(copy(item)); }),
      };
    };
  }

  /* Order: each item gets a button up and a button down; focus stays on the button. */
  function ordering(box, name, tell) {
    const list = box.querySelector(".qk-options");
    const said = items(box.querySelector(".qk-reasons"));
    function place(item) { return Number(/qk-place-(\d+)/.exec(item.className)[1]); }
    function edges() {
      items(list).forEach(function (item, at, all) {
        item.querySelector(".qk-up").setAttribute("aria-disabled", at === 0);
        item.querySelector(".qk-down").setAttribute("aria-disabled", at === all.length - 1);
      });
    }
    function move(item, button, step) {
      const other = step < 0 ? item.previousElementSibling : item.nextElementSibling;
      if (!other) { return; }
      list.insertBefore(step < 0 ? item : other, step < 0 ? other : item);
      edges();
      button.focus();
      tell("Now " + (items(list).indexOf(item) + 1) + " of " + said.length + ".");
    }
    items(list).forEach(function (item) {
      const text = make("span", { class: "qk-text" }, inner(item));
      const buttons = [["qk-up", "up", "\u2191", -1], ["qk-down", "down", "\u2193", 1]].map(function (one) {
        const button = make("button", { type: "button", class: one[0], "aria-label": "Move " + one[1] + ": " + text.textContent }, one[2]);
        button.addEventListener("click", function () { move(item, button, one[3]); });
        return button;
      });
      item.replaceChildren(make("span", { class: "qk-moves" }, buttons), text);
    });
    edges();
    return function () {
      const now = items(list).map(place);
      const early = said.filter(function (_, at) { return at > 0 && now.indexOf(at) < now.indexOf(at - 1); });
      if (!early.length) { return { right: true, said: [Array.from(box.querySelector(".qk-why").cloneNode(true).childNodes)] }; }
      return { right: false, said: early.map(function (item) {
        const name = make("strong", {}, item.querySelector(".qk-item").textContent + ": ");
        const rest = item.querySelectorAll("p")[1].cloneNode(true);
        rest.querySelector(".qk-verdict").textContent = "This stands too early. ";
        return [name].concat(Array.from(rest.childNodes));
      }) };
    };
  }

  const KINDS = {
    one: function (box, name) { return choosing(box, name, "radio"); },
    several: function (box, name) { return choosing(box, name, "checkbox"); },
    match: matching,
    order: ordering,
  };

  /* The verdict is a word and a sign, and gets the focus; the answers to all options can be unfolded from then on. */
  function show(found, result, answer, status) {
    if (found.ask) {
      status.textContent = found.ask;
      if (found.focus) { found.focus.focus(); }
      return;
    }
    status.textContent = "";
    const verdict = (found.right ? "\u2713 Right." : "\u2717 Not yet.") + (found.more ? " " + found.more : "");
    const reasons = make("ul", {}, found.said.map(function (content) { return make("li", {}, content); }));
    result.className = "qk-result " + (found.right ? "qk-right" : "qk-wrong");
    result.replaceChildren(make("p", { class: "qk-sum" }, verdict), reasons);
    result.hidden = false;
    answer.classList.remove("qk-later");
    result.focus();
  }

  function upgrade(box, number) {
    const name = "qk-quiz-" + number;
    const ask = box.querySelector(".qk-quiz-ask");
    const answer = box.querySelector(".qk-answer");
    const status = make("p", { class: "qk-status", role: "status", "aria-live": "polite" });
    const result = make("div", { tabindex: "-1", role: "group", "aria-label": "Result of question " + (number + 1), hidden: "" });
    const kind = Object.keys(KINDS).find(function (one) { return box.classList.contains("qk-" + one); });
    const check = KINDS[kind](box, name, function (text) { status.textContent = text; });
    const parts = Array.from(box.querySelectorAll(":scope > .qk-names, :scope > .qk-options"));
    const set = make("fieldset", {}, [make("legend", {}, Array.from(ask.childNodes))].concat(parts));
    const form = make("form", {}, [set, make("button", { type: "submit", class: "qk-check" }, "Check"), status, result]);
    ask.replaceWith(form);
    answer.classList.add("qk-later");
    form.addEventListener("submit", function (event) { event.preventDefault(); show(check(), result, answer, status); });
    form.addEventListener("change", function () { result.hidden = true; status.textContent = ""; });
    form.addEventListener("click", function (event) { if (event.target.closest(".qk-moves")) { result.hidden = true; } });
  }

  document.querySelectorAll(".qk-quiz:not(.on)").forEach(function (quiz) {
    quiz.classList.add("on");
    quiz.querySelectorAll(".qk-quiz-question").forEach(upgrade);
  });
})();

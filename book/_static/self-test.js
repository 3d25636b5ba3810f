/* The self-test: answers before and after the course, kept in this browser, shown side by side, marked by their writer.
   Nothing is sent anywhere. Texts are put in as text, never as HTML. */
(function () {
  "use strict";
  var KEY = "qk:self-test", NAME = "before-and-after.txt", ROUNDS = ["before", "after"];
  var HEADS = { before: "Before the course", after: "After the course" };
  var places = Array.from(document.querySelectorAll(".qk-self"));
  var foot = document.querySelector(".qk-self-foot");
  if (!places.length || !foot || foot.qkSelf) { return; }

  function make(tag, attributes, children) {
    var node = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (key) {
      if (key === "text") { node.textContent = attributes[key]; }
      else if (key.slice(0, 2) === "on") { node.addEventListener(key.slice(2), attributes[key]); }
      else { node.setAttribute(key, attributes[key]); }
    });
    (children || []).forEach(function (child) { if (child) { node.appendChild(child); } });
    return node;
  }

  /* ---- what is kept: stage 0 writes before, 1 writes after, 2 compares ---- */

  function fresh() {
    return { stage: 0, dates: { before: "", after: "" }, before: {}, after: {}, levels: { before: {}, after: {} } };
  }

  function load() {
    try {
      var found = JSON.parse(localStorage.getItem(KEY));
      return found && found.before && found.after && found.dates && found.levels ? found : fresh();
    } catch (error) { return fresh(); }
  }

  var state = load();

  function keep() {
    try { localStorage.setItem(KEY, JSON.stringify(state)); return true; } catch (error) { return false; }
  }

  function today() {
    var now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(function (n) { return String(n).padStart(2, "0"); }).join("-");
  }

  /* ---- one question ---- */

  function draw(place) {
    var id = place.dataset.question;
    place.textContent = "";
    place.appendChild(state.stage < 2 ? writing(id, ROUNDS[state.stage], place) : comparing(id, place));
    var levels = place.nextElementSibling;
    if (levels && levels.matches("details")) { levels.open = state.stage === 2; levels.hidden = state.stage < 2; }
  }

  function writing(id, round, place) {
    var copy = make("p", { class: "qk-words qk-only-print", text: state[round][id] || "" });
    var area = make("textarea", { id: "qk-self-" + id, oninput: function () {
      state[round][id] = copy.textContent = area.value;
      if (!keep()) { say("This browser keeps nothing here: save your answers as a file."); }
    } });
    area.value = state[round][id] || "";
    var earlier = round === "after" && make("details", {}, [
      make("summary", { text: "What I wrote before the course" }), make("p", { class: "qk-words", text: state.before[id] || "Nothing." })]);
    var label = "Question " + place.dataset.number + ", " + HEADS[round].toLowerCase();
    return make("div", {}, [make("label", { for: area.id, text: label }), area, copy, earlier]);
  }

  function comparing(id, place) {
    var said = make("p", { "aria-live": "polite", class: "qk-difference" });
    var rounds = ROUNDS.map(function (round) {
      var choice = make("select", { id: "qk-level-" + round + "-" + id, onchange: function () {
        state.levels[round][id] = choice.value;
        keep();
        said.textContent = difference(id);
        total();
      } }, ["", "0", "1", "2", "3"].map(function (n) { return make("option", { value: n, text: n === "" ? "choose ..." : "level " + n }); }));
      choice.value = state.levels[round][id] || "";
      return make("div", { class: "qk-round", role: "group", "aria-label": "Question " + place.dataset.number + ", " + HEADS[round] }, [
        make("h3", { text: HEADS[round] + (state.dates[round] ? ", " + state.dates[round] : "") }),
        make("p", { class: "qk-words", text: state[round][id] || "Nothing." }),
        make("label", { for: choice.id, text: "I put this at" }), choice]);
    });
    said.textContent = difference(id);
    return make("div", {}, [make("div", { class: "qk-both" }, rounds), said]);
  }

  function difference(id) {
    var levels = ROUNDS.map(function (round) { return state.levels[round][id] || ""; });
    if (levels[0] === "" || levels[1] === "") { return ""; }
    var step = levels[1] - levels[0], size = Math.abs(step) + (Math.abs(step) === 1 ? " level " : " levels ");
    return "Before " + levels[0] + ", after " + levels[1] + ": " + (step === 0 ? "the same level." : size + (step > 0 ? "more." : "less."));
  }

  /* ---- the foot: what to do next, file, print ---- */

  var summary = make("p", { class: "qk-total", "aria-live": "polite" }), status = make("p", { role: "status" }), row = make("div");
  var input = make("input", { type: "file", id: "qk-self-load", accept: ".txt,text/plain", onchange: function () { read(input.files[0]); } });
  [summary, row, status].forEach(function (node) { foot.appendChild(node); });

  function say(words) { status.textContent = words; }

  function total() {
    var sums = ROUNDS.map(function (round) {
      var found = places.map(function (place) { return state.levels[round][place.dataset.question]; });
      return found.every(Boolean) ? found.reduce(function (sum, n) { return sum + Number(n); }, 0) : null;
    });
    var done = state.stage === 2 && sums[0] !== null && sums[1] !== null, most = 3 * places.length;
    summary.textContent = !done ? "" : "All four together: " + sums[0] + " of " + most + " before, " + sums[1] + " of " + most + " after, by your own judgement.";
  }

  function button(words, act) { return make("button", { type: "button", text: words, onclick: act }); }

  function go(stage) {
    if (stage > state.stage) { state.dates[ROUNDS[state.stage]] = today(); }
    state.stage = stage;
    keep();
    show();
    say(["The first round is open.", "The first round is closed. Come back at the end of the course; save a file to be safe.",
      "Both rounds are closed. Mark both answers of each question with its levels."][stage]);
  }

  function show() {
    places.forEach(draw);
    row.textContent = "";
    [state.stage === 0 && button("Close the first round", function () { go(1); }),
      state.stage === 1 && button("Close the second round and compare", function () { go(2); }),
      state.stage > 0 && button(state.stage === 1 ? "Open the first round again" : "Open the second round again", function () { go(state.stage - 1); }),
      button("Save my answers as a file", save),
      input, make("label", { for: input.id, class: "qk-file", text: "Load a saved file" }),
      button("Print", function () { window.print(); }),
      button("Empty everything", empty)].forEach(function (node) { if (node) { row.appendChild(node); } });
    total();
  }

  function empty() {
    if (!window.confirm("Remove both rounds from this browser?")) { return; }
    state = fresh();
    try { localStorage.removeItem(KEY); } catch (error) { /* nothing was kept */ }
    show();
    say("Everything is removed from this browser.");
  }

  /* ---- the file: plain text that people can read; a line that begins with === opens an answer ---- */

  function text() {
    var lines = ["A Sentence Changes Hands: before and after", ""];
    ROUNDS.forEach(function (round, number) {
      lines.push("=== round " + round + (state.stage > number ? " closed " + state.dates[round] : " open"), "");
      places.forEach(function (place) {
        var id = place.dataset.question, level = state.levels[round][id];
        lines.push("=== " + id + " " + round + (level ? " level " + level : "") + " (" + place.dataset.title + ")");
        lines.push((state[round][id] || "").replace(/^(?==| +=)/gm, " "), "");
      });
    });
    return lines.join("\n");
  }

  function parse(words) {
    var found = fresh(), at = null, known = places.map(function (place) { return place.dataset.question; }), seen = 0;
    words.split(/\r?\n/).forEach(function (line) {
      var round = /^=== round (before|after) (?:closed ([\d-]+)|open)$/.exec(line);
      var answer = /^=== ([a-z]+) (before|after)(?: level ([0-3]))?(?: \(.*\))?$/.exec(line);
      if (round) {
        at = null;
        if (round[2]) { found.dates[round[1]] = round[2]; found.stage = ROUNDS.indexOf(round[1]) + 1; }
      } else if (answer && known.indexOf(answer[1]) >= 0) {
        at = answer; seen += 1;
        found[at[2]][at[1]] = "";
        if (at[3]) { found.levels[at[2]][at[1]] = at[3]; }
      } else if (at) { found[at[2]][at[1]] += line.replace(/^ ( *=)/, "$1") + "\n"; }
    });
    ROUNDS.forEach(function (name) {
      Object.keys(found[name]).forEach(function (id) { found[name][id] = found[name][id].trim(); });
    });
    return seen ? found : null;
  }

  function save() {
    var link = make("a", { href: URL.createObjectURL(new Blob([text()], { type: "text/plain;charset=utf-8" })), download: NAME });
    document.body.appendChild(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
    say("Saved as " + NAME + ".");
  }

  function read(file) {
    if (!file) { return; }
    file.text().then(function (words) {
      var found = parse(words);
      input.value = "";
      if (!found) { say("This file has no answers of this page. Expected: a file saved here, " + NAME + "."); return; }
      state = found;
      keep();
      show();
      say("Loaded " + file.name + ".");
    });
  }

  show();
  foot.qkSelf = { text: text, parse: parse };
}());

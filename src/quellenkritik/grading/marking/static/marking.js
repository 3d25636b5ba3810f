// The rubric beside each answer that a person marks: levels give points, comments are pasted, keys do both.
// Texts are put in as text, never as HTML. What is given is saved by nbgrader's own page.
(function () {
  "use strict";

  function make(tag, text, attributes) {
    var element = document.createElement(tag);
    if (text) { element.textContent = text; }
    Object.keys(attributes || {}).forEach(function (name) { element.setAttribute(name, attributes[name]); });
    return element;
  }

  function changed(input) { $(input).trigger("change"); }

  // Each criterion gives level / 3 of its share; the sum is rounded as the rubric says.
  function points(cell, chosen, rounding) {
    var share = cell.points / cell.criteria.length;
    var sum = cell.criteria.reduce(function (all, c) { return all + share * chosen[c.id] / 3; }, 0);
    return Math.round(sum / rounding) * rounding;
  }

  function panel(id, cell, rubric) {
    var score = document.getElementById(id), comment = document.getElementById(id + "-comment");
    if (!score || !comment) { return null; }
    var chosen = {}, buttons = {};
    var box = make("section", "", { "class": "qk-rubric", "aria-label": "Rubric for " + id });
    function choose(criterion, level) {
      chosen[criterion.id] = level;
      buttons[criterion.id].forEach(function (b, n) { b.setAttribute("aria-pressed", String(n === level)); });
      if (cell.criteria.every(function (c) { return c.id in chosen; })) {
        score.value = points(cell, chosen, rubric.rounding);
        changed(score);
      }
    }
    cell.criteria.forEach(function (criterion) {
      buttons[criterion.id] = [];
      box.appendChild(make("h4", criterion.title));
      box.appendChild(make("p", criterion.question));
      var table = make("table"), body = table.createTBody();
      criterion.levels.forEach(function (level) {
        var row = body.insertRow(), head = make("th", "", { scope: "row" });
        var button = make("button", String(level.level), { type: "button", "aria-pressed": "false",
          "data-criterion": criterion.id, "data-level": level.level, title: "Level " + level.level });
        button.addEventListener("click", function () { choose(criterion, level.level); });
        buttons[criterion.id][level.level] = button;
        head.appendChild(button);
        row.appendChild(head);
        row.appendChild(make("td", level.descriptor));
        row.appendChild(make("td", level.sample));
      });
      box.appendChild(table);
      criterion.comments.forEach(function (text) {
        var button = make("button", text, { type: "button", "data-comment": criterion.id });
        button.addEventListener("click", function () {
          comment.value = comment.value ? comment.value + "\n" + text : text;
          changed(comment);
        });
        box.appendChild(button);
      });
    });
    box.appendChild(make("p", "Keys: Alt+0 to Alt+3 give the level of the next open criterion, Alt+C goes to the " +
      "comment, Control+. saves and goes to the same question of the next submission. Names stay hidden.",
      { "class": "qk-keys" }));
    $(score).closest(".nbgrader_cell").append(box);
    return { cell: cell, chosen: chosen, choose: choose, score: score, comment: comment, box: box };
  }

  function current(panels) {
    var here = document.activeElement;
    var found = panels.filter(function (p) { return $(p.score).closest(".nbgrader_cell")[0].contains(here); });
    return found[0] || panels[0];
  }

  function keys(panels) {
    document.addEventListener("keydown", function (event) {
      var p = event.altKey && !event.ctrlKey && current(panels), digit = /^Digit([0-3])$/.exec(event.code);
      if (!p) { return; }
      if (digit) {
        var open = p.cell.criteria.filter(function (c) { return !(c.id in p.chosen); });
        if (!open.length) { p.cell.criteria.forEach(function (c) { delete p.chosen[c.id]; }); open = p.cell.criteria; }
        p.choose(open[0], Number(digit[1]));
        event.preventDefault();
      } else if (event.code === "KeyC") {
        p.comment.focus();
        event.preventDefault();
      }
    });
  }

  $(window).on("load", function () {
    $.getJSON(base_url + "/quellenkritik/rubric.json", function (rubric) {
      var panels = Object.keys(rubric.cells).map(function (id) { return panel(id, rubric.cells[id], rubric); })
        .filter(Boolean);
      if (!panels.length) { return; }
      keys(panels);
      if (!/[?&]index=/.test(location.search)) { panels[0].score.focus(); }
      document.body.setAttribute("data-qk-rubric", "ready");
    });
  });
})();

/* Narrows the page to the texts that are picked, marks what differs from the first, and moves by keyboard within a reading.
   Without this script all texts and glosses stand on the page. */
(function () {
  "use strict";
  const START = ["en-record", "ru-ria", "sr-novosti", "de-kosmo"];

  function words(piece) {
    return (piece.dataset.stems || "").split(" ").filter(Boolean);
  }

  function pieces(reading) {
    return reading ? Array.from(reading.querySelectorAll(".qk-piece")) : [];
  }

  /* A piece differs where a word of its English begins as no word of the other text's English does. */
  function mark(reading, others) {
    const pool = new Set(others.flatMap(function (other) { return pieces(other).flatMap(words); }));
    const comparable = others.some(function (other) { return pieces(other).length > 0; });
    pieces(reading).forEach(function (piece) {
      const own = words(piece);
      const differs = comparable && own.some(function (word) { return !pool.has(word); });
      piece.classList.toggle("qk-differs", differs);
      if (differs) { piece.setAttribute("aria-label", piece.textContent + " (differs)"); } else { piece.removeAttribute("aria-label"); }
    });
  }

  function cell(row, id) {
    return row.querySelector('[data-version="' + id + '"]') || missing(row, id);
  }

  /* A text that has no entry for a clause says so in its column. */
  function missing(row, id) {
    const title = document.querySelector('.qk-pick option[value="' + id + '"]').textContent;
    const made = document.createElement("article");
    made.className = "qk-reading";
    made.dataset.version = id;
    made.innerHTML = '<h3 class="qk-who"></h3><p class="qk-gap">Not in this corpus: the page may have it or not.</p>';
    made.firstChild.textContent = title;
    row.querySelector(".qk-columns").appendChild(made);
    return made;
  }

  function show(side, chosen, marked) {
    side.querySelectorAll(".qk-row").forEach(function (row) {
      const shown = chosen.map(function (id) { return cell(row, id); });
      row.querySelectorAll(".qk-reading").forEach(function (reading) { reading.hidden = !shown.includes(reading); });
      shown.forEach(function (reading, at) {
        reading.parentNode.appendChild(reading);
        mark(reading, !marked ? [] : at === 0 ? shown.slice(1) : [shown[0]]);
      });
    });
  }

  function roving(side) {
    side.querySelectorAll(".qk-words").forEach(function (line) {
      line.setAttribute("role", "group");
      line.setAttribute("aria-label", "words; move with the arrow keys");
      pieces(line).forEach(function (piece, at) { piece.tabIndex = at === 0 ? 0 : -1; });
    });
    side.querySelectorAll(".qk-tip").forEach(function (tip, at) {
      tip.id = "qk-tip-" + at;
      tip.setAttribute("role", "tooltip");
      tip.previousElementSibling.setAttribute("aria-describedby", tip.id);
    });
    side.addEventListener("keydown", function (event) {
      if (event.key === "Escape") { side.classList.add("quiet"); return; }
      if (event.target.classList.contains("qk-piece")) { step(event); }
    });
    side.addEventListener("focusin", function (event) { placed(side, event); });
    side.addEventListener("pointerover", function (event) { placed(side, event); });
  }

  function step(event) {
    const line = event.target.closest(".qk-words");
    const all = pieces(line);
    const forward = line.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
    const back = line.dir === "rtl" ? "ArrowRight" : "ArrowLeft";
    const at = all.indexOf(event.target);
    const to = { [forward]: at + 1, [back]: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined || !all[to]) { return; }
    event.preventDefault();
    event.target.tabIndex = -1;
    all[to].tabIndex = 0;
    all[to].focus();
  }

  /* A gloss near the right edge opens to the left, so that it stays in view. */
  function placed(side, event) {
    const token = event.target.closest && event.target.closest(".qk-token");
    if (!token) { return; }
    side.classList.remove("quiet");
    token.classList.toggle("end", token.getBoundingClientRect().left > window.innerWidth * 0.6);
  }

  function known(side, id) {
    return Boolean(id) && Boolean(side.querySelector('.qk-pick option[value="' + CSS.escape(id) + '"]'));
  }

  function asked(side) {
    const found = /texts=([^&]*)/.exec(window.location.hash);
    const ids = found ? decodeURIComponent(found[1]).split(",").filter(function (id) { return known(side, id); }) : [];
    return ids.length >= 2 ? ids.slice(0, 4) : START;
  }

  function start(side) {
    const form = side.querySelector(".qk-pick");
    const picks = Array.from(form.querySelectorAll("select"));
    const say = form.querySelector(".qk-said");
    picks.slice(1).forEach(function (pick) {
      picks[0].querySelectorAll("optgroup").forEach(function (group) { pick.append(group.cloneNode(true)); });
    });
    asked(side).forEach(function (id, at) { picks[at].value = id; });
    picks.slice(asked(side).length).forEach(function (pick) { pick.value = ""; });
    function draw(event) {
      const chosen = Array.from(new Set(picks.map(function (pick) { return pick.value; }).filter(Boolean)));
      const marked = form.querySelector("[data-mark]").checked;
      side.classList.toggle("glosses", form.querySelector("[data-glosses]").checked);
      side.dataset.count = String(chosen.length);
      show(side, chosen, marked);
      if (event) {
        say.textContent = chosen.length + " texts are shown" + (marked ? ", with " + side.querySelectorAll(".qk-reading:not([hidden]) .qk-differs").length + " marked places." : ".");
        window.history.replaceState(null, "", "#texts=" + chosen.join(","));
      }
    }
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("change", draw);
    form.hidden = false;
    side.classList.add("on");
    roving(side);
    draw();
  }

  function all() { document.querySelectorAll(".qk-side").forEach(start); }
  if (document.readyState === "loading") { document.addEventListener("DOMContentLoaded", all); } else { all(); }
})();

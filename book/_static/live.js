// Live cells: each has its code and the output that it gave when the book was made. This script adds an editor and
// buttons; Python itself is fetched when somebody presses Run for the first time, once for all cells of a page.
(function () {
  "use strict";
  const HERE = document.currentScript.src;
  const BASE = new URL("../lite/static/pyodide/", HERE).href;
  const LONG = 20000;
  const WORDS = {
    keys: "Ctrl+Enter runs the code, Tab leaves the editor.",
    looking: "Looking for Python …",
    fetching: (mb) => "Fetching Python" + (mb ? ", " + mb.toFixed(1) + " MB" : "") + ", once; after that it is quick …",
    running: "Running …",
    long: "It has run for 20 seconds. If you did not mean that, press Stop.",
    done: (s) => "Done in " + (s < 0.1 ? "less than 0.1" : s.toFixed(1)) + " s.",
    same: " The same output as printed here.",
    other: " The printed output was another one.",
    wrong: "It stopped with an error.",
    stopped: "Stopped. The next Run starts Python afresh.",
    reset: "The code and its output stand as they were printed.",
    silent: "(nothing was printed)",
    line: (n) => "Line " + n + ": ",
    file: "This page was opened as a file, and from a file browsers start no Python. What you see below is the output " +
      "that the code gave when the book was made. To change it and run it, serve the book (make demo, or qk site), " +
      "or paste the code into a notebook that has the package.",
    absent: "This copy of the book has no Python in it. What you see below is the output that the code gave when the " +
      "book was made. To change it and run it, build the whole site with qk site, or paste the code into a notebook " +
      "that has the package.",
    failed: "Python did not start: ",
  };

  let worker = null, number = 0;
  const pending = new Map();

  function element(name, attributes, words) {
    const made = document.createElement(name);
    Object.keys(attributes || {}).forEach((key) => made.setAttribute(key, attributes[key]));
    if (words) made.textContent = words;
    return made;
  }

  function began() {
    if (worker) return worker;
    worker = new Worker(new URL("live-worker.mjs", HERE), { type: "module" });
    worker.onmessage = (event) => { const cell = pending.get(event.data.id); if (cell) cell.heard(event.data); };
    worker.onerror = (event) => {
      event.preventDefault();
      stopAll((cell) => cell.end(WORDS.failed + (event.message || WORDS.absent)));
    };
    return worker;
  }

  function stopAll(tell) {
    if (worker) worker.terminate();
    worker = null;
    const cells = Array.from(pending.values());
    pending.clear();
    cells.forEach(tell);
  }

  // Whether this copy has Python: asked once Run is pressed, not before.
  async function lacks() {
    if (location.protocol === "file:") return WORDS.file;
    try {
      return (await fetch(BASE + "pyodide-lock.json", { method: "HEAD" })).ok ? "" : WORDS.absent;
    } catch (problem) { return WORDS.absent; }
  }

  function Cell(box) {
    const block = box.querySelector(".qk-live-code"), pre = block.querySelector("pre");
    const printed = { code: pre.textContent.replace(/\n$/, ""), highlighted: pre.innerHTML };
    const out = box.querySelector(".qk-live-out");
    printed.output = out.innerHTML;
    printed.words = out.textContent;
    const id = box.id + "-editor";
    const editor = element("textarea", { id: id, spellcheck: "false", autocapitalize: "off", autocomplete: "off",
      autocorrect: "off", "aria-describedby": id + "-keys" });
    const run = element("button", { type: "button", class: "qk-live-run" }, "Run");
    const stop = element("button", { type: "button", hidden: "" }, "Stop");
    const reset = element("button", { type: "button" }, "Reset");
    const said = element("p", { role: "status", class: "qk-live-said" });
    const bar = element("div", { class: "qk-live-bar" });
    let mine = 0, clock = 0, at = "";

    function grow() {
      editor.style.height = "auto";
      editor.style.height = editor.scrollHeight + 2 + "px";
    }

    function show(outcome) {
      out.textContent = "";
      if (outcome.text) out.append(element("pre", { class: "qk-live-text" }, outcome.text));
      if (outcome.html) { const html = element("div", { class: "qk-live-html" }); html.innerHTML = outcome.html; out.append(html); }
      if (outcome.error) {
        out.append(element("p", { class: "qk-live-error" }, (outcome.line ? WORDS.line(outcome.line) : "") + outcome.error));
      }
      if (!out.childNodes.length) out.append(element("p", {}, WORDS.silent));
    }

    this.end = function (words) {
      clearTimeout(clock);
      pending.delete(mine);
      box.removeAttribute("aria-busy");
      if (document.activeElement === stop) run.focus();
      stop.hidden = true;
      said.textContent = words;
      at = "";
    };

    this.heard = function (news) {
      at = news.said;
      if (news.said === "fetching") said.textContent = WORDS.fetching(news.megabytes);
      if (news.said === "running") {
        said.textContent = WORDS.running;
        clock = setTimeout(() => { said.textContent = WORDS.long; }, LONG);
      }
      if (news.said === "failed") stopAll((cell) => cell.end(WORDS.failed + news.problem));
      if (news.said === "done") {
        show(news.outcome);
        const untouched = editor.value === printed.code, same = out.textContent === printed.words;
        // The printed words carry marks of their language, so they stay where nothing has changed.
        if (untouched && same && !news.outcome.html) out.innerHTML = printed.output;
        this.end(news.outcome.error ? WORDS.wrong
          : WORDS.done(news.seconds) + (untouched ? (same ? WORDS.same : WORDS.other) : ""));
      }
    };

    this.run = async function () {
      if (box.hasAttribute("aria-busy")) return;
      box.setAttribute("aria-busy", "true");
      said.textContent = WORDS.looking;
      const lacking = worker ? "" : await lacks();
      if (lacking) { this.end(lacking); return; }
      mine = ++number;
      pending.set(mine, this);
      stop.hidden = false;
      began().postMessage({ id: mine, code: editor.value, base: BASE });
    };

    run.addEventListener("click", () => this.run());
    stop.addEventListener("click", () => stopAll((cell) => cell.end(WORDS.stopped)));
    reset.addEventListener("click", () => {
      editor.value = printed.code;
      out.innerHTML = printed.output;
      said.textContent = WORDS.reset;
      grow();
    });
    editor.addEventListener("input", grow);
    editor.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      if (event.ctrlKey || event.shiftKey || event.metaKey) { event.preventDefault(); this.run(); return; }
      const before = editor.value.slice(0, editor.selectionStart).split("\n").pop();
      const indent = before.match(/^ */)[0] + (/:\s*$/.test(before) ? "    " : "");
      if (indent) { event.preventDefault(); document.execCommand("insertText", false, "\n" + indent); }
    });
    // Whoever prints an edited page gets the code that belongs to the output.
    addEventListener("beforeprint", () => {
      if (editor.value === printed.code) pre.innerHTML = printed.highlighted;
      else pre.textContent = editor.value;
    });

    editor.value = printed.code;
    editor.rows = printed.code.split("\n").length;
    bar.append(run, stop, reset, element("span", { id: id + "-keys", class: "qk-live-keys" }, WORDS.keys));
    block.before(element("label", { for: id }, "The code, to change"));
    block.before(editor);
    block.after(bar, said);
    box.classList.add("qk-live-on");
    box.qkLive = { editor: editor, state: () => at, said: said };
    let width = 0;  // the height follows the code when lines break otherwise, and stays as the reader draws it
    new ResizeObserver(() => { if (editor.clientWidth !== width) { width = editor.clientWidth; grow(); } }).observe(editor);
  }

  document.querySelectorAll(".qk-live:not(.qk-live-on)").forEach((box) => new Cell(box));
})();

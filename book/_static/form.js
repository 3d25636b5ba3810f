/* The form of an exercise on its page: made from the declared form, kept in this browser, saved as answers.yml and loaded
   from it. Nothing is sent anywhere. window.qkViews[exercise](place, tree, spec) may draw the answer.
   Fields: form-fields.js; drafts and the file: form-keep.js; checks: form-checks.js, form-rules.js; loading: form-load.js. */
(function () {
  "use strict";
  const NAME = "answers.yml";
  const LOST = { forbidden: "This browser keeps no drafts here. Download your answers before you close the page.",
    full: "This browser's storage is full: the draft is not kept. Download your answers before you close the page." };
  window.qkViews = window.qkViews || {};

  function build(place) {
    if (place.qkForm) { return; } // a theme may load every script of this folder once more
    const { make } = window.qkFields, spec = JSON.parse(place.querySelector("script").textContent);
    const keep = window.qkKeep(spec), beside = window.qkBeside(), fields = window.qkFields(spec, changed, say, beside);
    const said = make("div", { role: "status", "aria-live": "polite", class: "qk-said" });
    const notices = make("div", { role: "status", "aria-live": "polite", class: "qk-notices" });
    const progress = make("p", { class: "qk-progress" }), drawn = make("div", { class: "qk-view" });
    const parts = {}, heads = {};
    let quiet = true, unsaved = "", last = null;

    /* ---- saying ---- */

    const button = (text, act) => make("button", { type: "button", text, onclick: act });
    const go = (control) => {
      const to = control.querySelector("input") || control;
      to.scrollIntoView({ block: "center" });
      to.focus({ preventScroll: true });
    };

    function say(lines, buttons) { // a line is a text, or leads to the field that it is about; a question brings its answers
      const close = () => say([]);
      said.replaceChildren(...(lines.length ? [make("ul", { tabindex: "0" }, lines.map((line) => make("li", {},
        [line.control ? make("button", { type: "button", class: "qk-jump", text: line.text, onclick: () => go(line.control) }) : line]))),
      ...(buttons ? buttons.map(([text, act]) => button(text, () => { close(); act(); })) : [button("Close the list", close)])] : []));
      said.hidden = !lines.length;
      if (lines.length) { said.firstChild.scrollTop = 0; }
      if (buttons && lines.length === 1) { said.querySelector("button").focus(); } // a bare question waits for its answer
    }

    function notice(name, text, buttons) { // stays until it is settled
      const old = notices.querySelector(`[data-name="${name}"]`);
      if (old && old.firstChild.textContent === text) { return; } // said already
      if (old) { old.remove(); }
      if (!text) { return; }
      notices.append(make("div", { "data-name": name, class: "qk-notice-box" }, [make("p", { text }),
        ...(buttons || []).map(([words, act]) => button(words, () => { notice(name, ""); act(); }))]));
    }

    /* ---- the answer ---- */

    const texts = spec.written.map((id) => ({ id, area: make("textarea", { id: `qk-${id}`, rows: 10, oninput: changed, maxlength: 20000 }) }));
    const tree = () => spec.sections.reduce((found, section) => Object.assign(found, { [section.name]: parts[section.name].get() }), {});
    const written = () => texts.reduce((found, one) => Object.assign(found, { [one.id]: one.area.value.trim() }), {});
    const own = () => ({ exercise: spec.exercise, answer: tree(), written: written() });
    const filled = () => JSON.stringify([tree(), written()]) !== JSON.stringify([empty, texts.reduce((f, one) => Object.assign(f, { [one.id]: "" }), {})]);
    const whole = () => keep.file(own(), student.value.trim());

    function put(answer, words) {
      quiet = true;
      spec.sections.forEach((section) => parts[section.name].put(answer && answer[section.name]));
      texts.forEach((one) => { const text = (words && words[one.id]) || ""; if (one.area.value.trim() !== text) { one.area.value = text; } });
      quiet = false;
      view();
    }

    function view() {
      if (window.qkViews[spec.exercise]) { window.qkViews[spec.exercise](drawn, tree(), spec); }
      beside.changed();
      count();
    }

    function changed() {
      if (quiet) { return; }
      save(false);
      view();
    }

    function save(force) {
      const trouble = keep.write(own(), force);
      unsaved = trouble;
      notice("lost", LOST[trouble] || "");
      if (trouble === "other") { conflict(); }
    }

    function conflict() {
      notice("other", "This exercise was changed in another tab of this browser, and here as well. What stands here is not kept until you choose.",
        [["Keep what stands here", () => save(true)], ["Take what stands in the other tab", () => { unsaved = ""; adopt(); }]]);
    }

    function adopt() { // what another tab wrote; a draft that was deleted there leaves what stands here
      if (unsaved) { conflict(); return; }
      const draft = keep.read();
      if (!draft) { say(["The draft of this exercise was deleted in another tab. What stands here is kept again as soon as you change it."]); return; }
      put(draft.answer, draft.written);
      say(["This exercise was changed in another tab of this browser; its answers stand here now."]);
    }

    /* ---- what is open ---- */

    function open() { // every field that is wrong or empty, with its words
      const found = window.qkChecks.problems(spec, tree()).map((problem) => {
        const section = spec.sections.find((one) => one.name === problem.section), part = parts[problem.section];
        const field = section.fields.find((one) => one.name === problem.field);
        const titled = spec.sections.length > 1 || !problem.entry ? [section.title] : [];
        const entry = titled.concat(problem.entry ? part.label(problem.entry) : []).join(", ");
        return Object.assign(problem, { control: part.control(problem.entry, problem.field), entry, label: field ? field.label : "" });
      });
      return found.concat(texts.filter((one) => !one.area.value.trim())
        .map((one) => ({ section: one.id, missing: true, control: one.area, entry: "In your own words (read by a person)", label: "" })));
    }

    function count() {
      const found = open(), wrong = found.filter((one) => !one.missing).length, missing = found.length - wrong;
      progress.textContent = found.length ? `${missing} still empty${wrong ? `, ${wrong} not in order` : ""}` : "Complete and in order";
      next.hidden = !found.length;
      Object.keys(heads).forEach((name) => {
        const here = found.filter((one) => one.section === name).length;
        heads[name].textContent = here ? `${here} open` : "done";
      });
    }

    function check() {
      const found = open(), wrong = found.filter((one) => !one.missing), groups = new Map();
      place.querySelectorAll("[aria-invalid]").forEach((node) => node.removeAttribute("aria-invalid"));
      wrong.forEach((one) => one.control.setAttribute("aria-invalid", "true"));
      found.filter((one) => one.missing).forEach((one) => groups.set(one.entry, (groups.get(one.entry) || []).concat(one)));
      const lines = wrong.map((one) => ({ control: one.control,
        text: `${one.entry}${one.label ? `: ${one.label}` : ""}: came ${one.came}; expected ${one.expected}.${one.hint ? ` ${one.hint}` : ""}` }));
      groups.forEach((members, entry) => {
        const names = members.map((one) => one.label || (one.came === "nothing" ? "" : `${one.came}, expected ${one.expected}`)).filter(Boolean);
        lines.push({ control: members[0].control, text: `still empty: ${entry}${names.length ? `: ${names.join("; ")}` : ""}` });
      });
      say(lines.length ? lines : ["Complete and in order. Whether it is right is not checked here."].concat(spec.only_check ? [`Not looked at here: ${spec.only_check}.`] : []));
    }

    function forth() { // to the first open field after the one that was left
      const after = (control) => !last || last.compareDocumentPosition(control) & Node.DOCUMENT_POSITION_FOLLOWING;
      const controls = open().map((one) => one.control).filter((control) => control !== last && !control.contains(last))
        .sort((one, other) => (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
      if (controls.length) { go(controls.find(after) || controls[0]); }
    }

    /* ---- loading: by form-load.js, which comes when it is asked for ---- */

    const page = { spec, keep, say, notice, put, filled, save, static: place.dataset.static, lost: LOST,
      student: (value) => { if (value !== undefined) { student.value = keep.student(value); } return student.value.trim(); } };

    async function loading(act) {
      try {
        if (!window.qkLoad) {
          await new Promise((done, failed) => document.head.append(Object.assign(document.createElement("script"),
            { src: `${page.static}/form-load.js`, onload: done, onerror: failed })));
        }
      } catch (error) { say(["Nothing was loaded: a part of this page did not come. Try again when you are online."]); return null; }
      return act(window.qkLoad(page));
    }
    const load = (file) => loading((by) => by.load(file));

    /* ---- the page ---- */

    const student = make("input", { type: "text", id: "qk-student", autocomplete: "off", oninput: () => keep.student(student.value.trim()) });
    const chooser = make("input", { type: "file", hidden: "", accept: ".yml,.yaml,.ipynb", "aria-label": "File with answers", onchange: () => {
      if (chooser.files[0]) { load(chooser.files[0]); }
      chooser.value = "";
    } });
    const next = button("Next open field", forth);
    student.value = keep.student();
    spec.sections.forEach((section) => { parts[section.name] = fields.part(section); });

    function chapter(name, title, nodes) {
      heads[name] = make("span", { class: "qk-open" });
      return make("fieldset", { class: "qk-section", id: `qk-part-${name}` }, [make("legend", {}, title), ...nodes]);
    }
    const chapters = spec.sections.map((section) => chapter(section.name, window.qkFields.worded(section.title, section.foreign[""]),
      [...(section.name === (spec.view || spec.sections[spec.sections.length - 1].name) ? [drawn] : []), ...parts[section.name].nodes]))
      .concat(texts.map((one) => {
        const asked = place.querySelector(`[data-cell="${one.id}"]`), label = make("label", { for: one.area.id, text: "Your text (read by a person)" });
        return chapter(one.id, ["In your own words"], [...(asked ? [asked] : []), make("div", { class: "qk-field" }, [label, one.area])]);
      }));
    const titles = spec.sections.map((section) => [section.name, section.title]).concat(texts.map((one) => [one.id, "In your own words"]));
    const overview = make("nav", { class: "qk-overview", "aria-label": "Parts of the form" }, [make("ol", {}, titles.map(([name, title]) =>
      make("li", {}, [make("a", { href: `#qk-part-${name}`, text: title }), " ", heads[name]])))]);
    const bar = make("div", { class: "qk-buttons" }, [said, progress, next, button("Check the form", check),
      button("Download my answers", () => { window.qkDownload(NAME, whole()); unsaved = ""; say([`Saved as ${NAME}, with the drafts of the other exercises in it.`]); })]);
    place.append(make("form", { class: "qk-answers", onsubmit: (event) => { event.preventDefault(); check(); },
      onfocusin: (event) => { if (!bar.contains(event.target)) { last = event.target; } } }, [
      make("div", { class: "qk-start" }, [notices, button("Load my answers", () => chooser.click()), chooser,
        make("p", { class: "qk-about", text: `From ${NAME}, whoever made it, or from a notebook. What you fill in stays in this browser until you download it.` })]),
      ...(titles.length > 1 ? [overview] : []), ...chapters,
      make("div", { class: "qk-field" }, [make("label", { for: "qk-student", text: "Your id in the class (may stay empty)" }), student]),
      make("p", {}, [button("Empty this form", () => say(["Take everything out of this form?"], [["Empty it", () => {
        put({}, {});
        keep.drop(keep.slot);
        say(["The form is empty."]);
      }], ["Keep it", () => {}]]))]), bar]));

    place.id = "qk-form";
    document.querySelectorAll(".given").forEach((given) => given.before(make("p", {}, [make("a", { href: "#qk-form", text: "To the form" })])));
    put({}, {});
    const empty = tree(), draft = keep.read();
    say([]);
    if (draft) { put(draft.answer, draft.written); }
    if (!keep.able) { notice("lost", LOST.forbidden); }
    if (keep.older()) { loading((by) => by.older()); }
    keep.watch(() => { if (keep.changed()) { adopt(); } });
    window.addEventListener("beforeunload", (event) => { if (unsaved) { event.preventDefault(); } });
    place.qkForm = { tree, fill: (answer, words) => { put(answer, words); save(true); }, file: whole, load, problems: () => window.qkChecks.problems(spec, tree()) };
  }

  function start() { document.querySelectorAll(".qk-page-form").forEach(build); }
  if (document.readyState === "loading") { document.addEventListener("DOMContentLoaded", start); } else { start(); }
})();

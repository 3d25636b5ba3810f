/* Answers that come from outside: a file (answers.yml, or a notebook with its answer cell), or an older draft. Loaded when it
   is asked for. Everything is data: YAML is read by js-yaml's failsafe schema (texts, lists, mappings; no tags, no code), a
   notebook is read as JSON and not run, and what comes is put into fields as text. */
(function () {
  "use strict";
  const MOST = 200000, MOST_NOTEBOOK = 8000000, DEEPEST = 8, NODES = 20000; // those of tasks/answers.py and grading/notebook.py
  const mapping = (value) => !!value && typeof value === "object" && !Array.isArray(value);
  const short = (text) => (text.length > 60 ? text.slice(0, 60) + "…" : text);

  class Trouble extends Error {}

  /* ---- reading ---- */

  /* Plain data with every text composed and trimmed, as the package reads it; empty values are empty texts. */
  function plain(value, state, depth) {
    state.count += 1;
    if (state.count > NODES || depth > DEEPEST) { throw new Trouble("it is very large or deeply nested, and no answer to a form is"); }
    if (value === null || value === undefined) { return ""; }
    if (typeof value !== "object") { return String(value).normalize("NFC").trim(); }
    if (state.seen.has(value)) { throw new Trouble("it uses an alias (*name); write each answer out"); }
    state.seen.add(value);
    if (Array.isArray(value)) { return value.map((one) => plain(one, state, depth + 1)); }
    const found = {};
    Object.keys(value).forEach((name) => {
      const even = name.normalize("NFC").trim();
      if (even === "__proto__") { throw new Trouble("it uses the name __proto__"); }
      found[even] = plain(value[name], state, depth + 1);
    });
    return found;
  }

  function fromYaml(text) {
    if (text.length > MOST) { throw new Trouble(`it has ${text.length} characters; an answer file has at most ${MOST}`); }
    let data;
    try {
      data = window.jsyaml.load(text, { schema: window.jsyaml.FAILSAFE_SCHEMA });
    } catch (error) {
      const line = error.mark ? ` (line ${error.mark.line + 1})` : "";
      throw new Trouble(`it is not YAML${line}: ${error.reason || error.message.split("\n")[0]}. Look at the indentation, and at quotation marks and colons inside texts`);
    }
    return plain(data, { count: 0, seen: new Set() }, 1);
  }

  /* The answer cell's text and the written parts of a notebook, found by their grade ids. */
  function fromNotebook(text, spec) {
    let cells;
    try { cells = JSON.parse(text).cells; } catch (error) { cells = null; }
    if (!Array.isArray(cells)) { throw new Trouble("it cannot be read as a notebook"); }
    const found = {}, source = (cell) => [].concat(cell.source || "").join("");
    const ids = Object.keys(spec.others || {}).concat(spec.exercise);
    cells.filter(mapping).forEach((cell) => {
      const grade = mapping(cell.metadata) && mapping(cell.metadata.nbgrader) ? String(cell.metadata.nbgrader.grade_id) : "";
      const exercise = ids.find((id) => grade === `${id}-answer`);
      if (exercise && cell.cell_type === "code") {
        const literal = new RegExp(`^[ \\t]*${exercise}[ \\t]*=[ \\t]*[rR]?("""|''')([\\s\\S]*?)\\1`, "m").exec(source(cell));
        if (!literal) { throw new Trouble(`its answer cell has no text in the form ${exercise} = r"""..."""; the page cannot run programs`); }
        found[exercise] = fromYaml(literal[2]);
      } else if (cell.cell_type === "markdown" && (spec.written.includes(grade) || ids.some((id) => ((spec.others || {})[id] || []).includes(grade)))) {
        const words = source(cell).normalize("NFC").trim();
        if (words && words !== spec.unwritten) { found[grade] = words; }
      }
    });
    return found;
  }

  /* Sort what a file holds: this page's answer, other exercises with their written parts, the id, and what nobody knows. */
  function sorted(all, spec) {
    const others = spec.others || {}, found = { own: null, others: {}, student: "", strange: [] };
    const names = spec.sections.map((section) => section.name);
    if (!(spec.exercise in all) && Object.keys(all).length && Object.keys(all).every((name) => names.includes(name))) {
      all = { [spec.exercise]: all }; // a bare answer, as it stands in a notebook's cell
    }
    const texts = (ids) => ids.reduce((had, id) => (typeof all[id] === "string" && all[id] ? Object.assign(had, { [id]: all[id] }) : had), {});
    const known = { student: true };
    spec.written.concat(...Object.values(others)).forEach((id) => { known[id] = true; });
    Object.keys(all).forEach((name) => {
      if (name === spec.exercise) { found.own = { answer: all[name], written: texts(spec.written) }; }
      else if (Object.prototype.hasOwnProperty.call(others, name)) { found.others[name] = { answer: all[name], written: texts(others[name]) }; }
      else if (name === "student") { found.student = typeof all[name] === "string" ? all[name] : ""; }
      else if (!Object.prototype.hasOwnProperty.call(known, name)) { found.strange.push(name); }
    });
    if (!found.own && Object.keys(texts(spec.written)).length) { found.own = { answer: {}, written: texts(spec.written) }; }
    return found;
  }

  function script(address) {
    return new Promise((done, failed) => {
      const node = Object.assign(document.createElement("script"), { src: address, onload: done });
      node.onerror = () => failed(new Trouble("the reader of YAML files did not come with this page; try again when you are online"));
      document.head.appendChild(node);
    });
  }

  /* ---- fitting: what of an answer this form can hold, and in plain words what it cannot ---- */

  function value(field, given, where, said) {
    const several = field.kind === "choices" || field.kind === "locators";
    const listed = several ? (Array.isArray(given) ? given : given ? [given] : []) : [given === undefined ? "" : given];
    const fit = listed.filter((one) => {
      const text = typeof one === "string", word = !/^choices?$/.test(field.kind) || one === "" || field.choices.includes(one);
      if (!text) { said.push(`${where}: a list or mapping where one text is expected; left empty.`); }
      else if (!word) { said.push(`${where}: '${short(one)}' is not one of the words to choose from; left empty.`); }
      return text && word;
    });
    if (several) { return fit.filter(Boolean); }
    const text = fit.length ? fit[0] : "";
    if (field.kind !== "text" && /[\r\n]/.test(text)) { said.push(`${where}: line breaks were taken out.`); }
    return field.kind === "text" ? text.replace(/\r\n?/g, "\n") : text.replace(/[\r\n]+/g, " ");
  }

  function entry(section, given, where, said, count) {
    const names = section.fields.map((field) => field.name), found = {};
    if (given !== "" && given !== undefined && !mapping(given)) { said.push(`${where}: no mapping of fields; left out.`); }
    Object.keys(mapping(given) ? given : {}).filter((name) => !names.includes(name))
      .forEach((name) => said.push(`${where}: the form has no field '${short(name)}'; left out.`));
    section.fields.forEach((field) => {
      found[field.name] = value(field, mapping(given) ? given[field.name] : "", `${where}, ${field.label}`, said);
      if (found[field.name].length) { count.taken += 1; }
    });
    return found;
  }

  function fit(spec, answer) {
    const said = [], tree = {}, count = { taken: 0, known: 0 }, names = spec.sections.map((section) => section.name);
    if (!mapping(answer)) { return { tree, said: ["The answer is no mapping of the form's parts."], taken: 0 }; }
    Object.keys(answer).filter((name) => !names.includes(name)).forEach((name) => said.push(`The form has no part '${short(name)}'; left out.`));
    spec.sections.forEach((section) => {
      const given = answer[section.name], items = Object.keys(section.items);
      if (items.length) {
        const part = mapping(given) ? given : {};
        if (given && !mapping(given)) { said.push(`${section.title}: no entries by item; left out.`); }
        Object.keys(part).filter((item) => !items.includes(item)).forEach((item) => said.push(`${section.title}: this sheet has no '${short(item)}'; left out.`));
        tree[section.name] = {};
        items.forEach((item) => { tree[section.name][item] = entry(section, part[item], `${section.title}, ${item}`, said, count); });
      } else {
        const rows = Array.isArray(given) ? given : [];
        if (given && !Array.isArray(given)) { said.push(`${section.title}: no list of rows; left out.`); }
        if (rows.length > section.max_rows) { said.push(`${section.title}: ${rows.length} rows; only the first ${section.max_rows} fit.`); }
        tree[section.name] = rows.slice(0, section.max_rows).map((row, at) => entry(section, row, `${section.title}, row ${at + 1}`, said, count));
      }
    });
    return { tree, said, taken: count.taken };
  }

  async function read(file, spec, library) { // {own, others, student, strange}, or {trouble} in words
    try {
      const notebook = /\.ipynb$/i.test(file.name), most = notebook ? MOST_NOTEBOOK : 4 * MOST;
      if (file.size > most) { throw new Trouble(`it has ${Math.ceil(file.size / 1000)} kB; at most ${most / 1000} kB are read`); }
      const bytes = await file.arrayBuffer();
      let text;
      try { text = new TextDecoder("utf-8", { fatal: true }).decode(bytes); } catch (error) { throw new Trouble("it is not a text file in UTF-8"); }
      if (!window.jsyaml) { await script(library); }
      const all = notebook ? fromNotebook(text, spec) : fromYaml(text);
      if (!mapping(all)) { throw new Trouble(all === "" ? "it is empty" : "it holds no answers by exercise, such as 'pivot:' with lines below it"); }
      return sorted(all, spec);
    } catch (error) {
      return { trouble: error instanceof Trouble ? error.message : `of an error: ${error.message}` };
    }
  }

  /* ---- talking with the reader ---- */

  window.qkLoad = function ({ spec, keep, say, notice, put, filled, save, student, lost, static: folder }) {

    async function load(file) {
      const found = await read(file, spec, `${folder}/${spec.library}`);
      if (found.trouble) { say([`${file.name} was not loaded: ${found.trouble}. Nothing was changed.`]); return; }
      const strange = found.strange.length ? [`Not known in this book: ${found.strange.slice(0, 5).map(short).join(", ")}.`] : [];
      const others = offer(found);
      if (!found.own) { say([`${file.name} holds no answer to ${spec.exercise}. Nothing was changed here.`, ...strange, ...others.lines], others.buttons); return; }
      const fitted = fit(spec, found.own.answer);
      if (!fitted.taken && !Object.keys(found.own.written).length) {
        say([`Nothing in ${file.name} fits this form: it answers another sheet, or it is empty. Nothing was changed here.`, ...fitted.said.slice(0, 5), ...others.lines], others.buttons);
        return;
      }
      const take = () => {
        put(fitted.tree, found.own.written);
        if (found.student && !student()) { student(found.student); }
        const named = found.student && found.student !== student() ? [`The file names the id ${short(found.student)}; the id on this page stays.`] : [];
        save(true);
        say([`Loaded from ${file.name}: ${fitted.taken} fields.`, ...fitted.said, ...strange, ...named, ...others.lines], others.buttons);
      };
      if (filled()) {
        say([`This form already holds answers. Those of ${file.name} would take their place.`],
          [["Replace them", take], ["Keep mine", () => say(["Nothing was changed."])]]);
      } else { take(); }
    }

    function offer(found) { // other exercises in the file: kept as drafts only if the reader agrees
      const names = Object.keys(found.others).filter((name) => mapping(found.others[name].answer)), there = names.filter(keep.drafted);
      if (!names.length) { return { lines: [] }; }
      const over = there.length ? ` Of ${there.join(", ")} this browser has drafts already; on their pages you choose which to keep.` : "";
      const act = () => {
        const trouble = names.map((name) => keep.putOther(name, found.others[name])).find(Boolean);
        say([trouble ? lost[trouble] : `Kept for the pages of ${names.join(", ")}.`]);
      };
      return { lines: [`The file also has answers to ${names.join(", ")}. They can be kept in this browser for those pages.${over}`],
        buttons: [["Keep them for their pages", act], ["Leave them out", () => say(["The others were left out."])]] };
    }

    function older() { // a draft of another version of the sheet, or one that came with a file
      const found = keep.older();
      if (!found) { return; }
      const day = found.draft.at ? ` of ${new Date(found.draft.at).toLocaleDateString("en-GB")}` : "", { answer, written } = found.draft;
      const what = /@file$/.test(found.slot) ? `Answers to this exercise, loaded from a file on another page${day}, are kept in this browser.`
        : `A draft${day} of another version of this sheet is kept in this browser.`;
      const take = () => {
        const fitted = fit(spec, answer);
        put(fitted.tree, written);
        save(true);
        keep.drop(found.slot);
        say([`Taken over: ${fitted.taken} fields.`, ...fitted.said]);
      };
      const asked = () => (filled() ? say(["What stands in the form would be replaced."], [["Replace it", take], ["Keep mine", older]]) : take());
      const out = () => { window.qkDownload("answers.yml", keep.file({ exercise: spec.exercise, answer, written }, "")); older(); };
      notice("older", what, [["Take what fits", asked], ["Download it", out], ["Delete it", () => keep.drop(found.slot)]]);
    }

    return { load, older, fit: (answer) => fit(spec, answer), read: (file) => read(file, spec, `${folder}/${spec.library}`) };
  };
})();

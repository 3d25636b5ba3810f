/* The formal checks of a form: of its declared fields, and of its declared rules (form-rules.js). As `qk check` does them,
   as far as they can be told as data; a test compares the two. No key is known here.
   window.qkChecks.problems(spec, tree) -> [{section, entry, field, came, expected, hint, missing, where}] */
(function () {
  "use strict";

  /* ---- words, as the package's text module finds them ---- */

  const INVISIBLE = /[\u00ad\u200b\u2060\ufeff\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]+/g;
  const MARKS = "\\u0300-\\u036f\\u0591-\\u05c7\\u0610-\\u061a\\u064b-\\u065f\\u0670\\u06d6-\\u06ed\\u200c\\u200d";
  const HAN = "\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff";
  const LETTER = `(?:(?![${HAN}])[\\p{L}\\p{N}${MARKS}])`;
  const TOKEN = new RegExp(`\\.{3,}|[${HAN}]|${LETTER}+(?:'${LETTER}+)*`, "gu");
  const arabic = (char) => /[\u0600-\u06ff]/.test(char || "");

  function even(text) {
    return text.replace(INVISIBLE, "")
      .replace(/\u200c+/g, (run, at, whole) => (arabic(whole[at - 1]) && arabic(whole[at + run.length]) ? run : ""))
      .normalize("NFC").replace(/\s+/g, " ").replace(/…/g, "...")
      .replace(/\.(?: \.){2,}/g, (dots) => dots.replace(/ /g, ""))
      .replace(/[‘’‚‛‹›′`´ʼ＇]/g, "'");
  }

  const tokens = (text) => (even(text).match(TOKEN) || []).map((word) => (word.startsWith("...") ? "..." : word));
  const fold = (text) => text.toUpperCase().toLowerCase().replace(/ς/g, "σ"); // at least as mild as Python's casefold
  const lower = (text) => tokens(fold(text)).filter((word) => word !== "...");
  const within = (run, text) => run.length > 0 && text.some((_, at) => run.every((word, i) => word === text[at + i]));

  function isRun(words, text, most) {
    const wanted = tokens(fold(words));
    return wanted.length <= most && within(wanted, tokens(fold(text)));
  }

  function isExact(words, text, least) {
    const wanted = tokens(words), given = tokens(text), enough = wanted.filter((word) => word !== "...").length >= least;
    return within(wanted, given) && (enough || wanted.length === given.length);
  }

  /* ---- dates, as register/edtf.py takes them ---- */

  function span(text) {
    const found = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[?~%]?$/.exec(text);
    if (!found) { return null; }
    const year = +found[1], month = found[2] ? +found[2] : 0, day = found[3] ? +found[3] : 0;
    const last = (of) => new Date(Date.UTC(2000 + (year % 400), of, 0)).getUTCDate();
    const there = year > 0 && (!found[2] || (month > 0 && month < 13)) && (!found[3] || (day > 0 && day <= last(month)));
    return there ? [year * 1e4 + (month || 1) * 100 + (day || 1), year * 1e4 + (month || 12) * 100 + (day || last(month || 12))] : null;
  }

  function isDate(text, moments) {
    if (moments && text.includes("T")) {
      const found = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2}):(\d{2})$/.exec(text);
      return !!found && !!span(found[1]) && +found[2] < 24 && +found[3] < 60 && +found[4] < 60;
    }
    const cut = text.indexOf("/");
    if (cut < 0) { return !!span(text); }
    const ends = [text.slice(0, cut), text.slice(cut + 1)], open = ends.map((end) => end === ".." || end === "");
    const spans = ends.map((end, i) => (open[i] ? [0, Infinity] : span(end)));
    return !(open[0] && open[1]) && !!spans[0] && !!spans[1] && (open[0] || open[1] || spans[0][0] <= spans[1][1]);
  }

  /* ---- one field ---- */

  function numbers(text) { // 4-6 -> [4, 6]
    const parts = text.replace(/–/g, "-").split("-");
    const fit = parts.length <= 2 && parts.every((part) => /^\d+$/.test(part.trim()) && part.length <= 4);
    const first = +parts[0], last = +parts[parts.length - 1];
    return fit && first >= 1 && first <= last ? [first, last] : null;
  }

  const isNumber = (text, low, high) => /^-?(\d+\.?\d*|\.\d+)$/.test(text) && text.length <= 20 && +text >= low && +text <= high;
  const size = (text) => Array.from(text).length;

  function wanted(spec, field, value) { // what was expected where the value does not fit, else ""
    if (size(value) > spec.max_text) { return field.expected; }
    if (field.choices.includes(value)) { return ""; }
    const kind = field.kind === "locators" ? "locator" : field.kind;
    const fits = { choice: () => false, choices: () => false, number: () => isNumber(value, field.low, field.high),
      span: () => !!numbers(value), edtf: () => isDate(value, spec.moments), text: () => field.high <= 1 || size(value) <= field.high,
      locator: () => !spec.known.length || spec.known.includes(value) }[kind];
    return !fits || fits() ? "" : (spec.wanted || {})[kind] || field.expected;
  }

  const quoted = (text) => `'${text.slice(0, 60)}'`;
  const listed = (value) => (Array.isArray(value) ? value : value ? [value] : []);

  /* The entries of a section as [name, values]: an item, or "row 2". */
  function entries(section, part) {
    return Object.keys(section.items).length ? Object.keys(section.items).map((item) => [item, part[item] || {}])
      : part.map((row, at) => [`row ${at + 1}`, row]);
  }

  function problems(spec, tree) {
    const found = [];
    function add(section, entry, field, problem) {
      const where = entry === null ? section : `${section} ${entry}`;
      found.push(Object.assign({ section, entry, field, came: "nothing", expected: "", hint: "", missing: false,
        where: problem.where || (field ? `${where}, ${field}` : where) }, problem));
    }
    spec.sections.forEach((section) => {
      const part = tree[section.name], rows = Array.isArray(part) ? part.length : null;
      if (rows !== null && (rows < section.min_rows || rows > section.max_rows)) {
        add(section.name, null, null, { came: `${rows} rows`, expected: `${section.min_rows} to ${section.max_rows} rows`, missing: rows < section.min_rows });
      }
      entries(section, part).forEach(([name, values], at) => {
        if (rows !== null && at >= section.max_rows) { return; }
        section.fields.forEach((field) => {
          const given = listed(values[field.name]);
          if (!given.length && field.required) { add(section.name, name, field.name, { expected: field.expected, hint: field.help, missing: true }); }
          given.forEach((value) => {
            const expected = wanted(spec, field, value);
            if (expected) { add(section.name, name, field.name, { came: quoted(value), expected, hint: field.help }); }
          });
        });
      });
    });
    const short = (value) => (typeof value === "string" && size(value) > spec.max_text ? "" : value); // too long is told above
    const brief = ([name, values]) => [name, Object.keys(values).reduce((had, key) => Object.assign(had, { [key]: short(values[key]) }), {})];
    (spec.rules || []).forEach((rule) => {
      listed(rule.section).forEach((name) => {
        const section = spec.sections.find((one) => one.name === name);
        window.qkRules[rule.rule]({ rule, tree, section, spec, entries: entries(section, tree[name]).map(brief),
          add: (entry, field, problem) => add(name, entry, field, problem) });
      });
    });
    return found;
  }

  window.qkChecks = { problems, entries, tokens, lower, within, isRun, isExact, isDate, isNumber, numbers, quoted, listed };
})();

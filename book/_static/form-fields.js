/* The fields, entries and rows of a form, made from its declaration. Texts are put in as text, never as HTML.
   window.qkFields(spec, changed, say, beside) -> {make, part(section)}; a part has nodes, get, put, control, label. */
(function () {
  "use strict";
  const RIGHT_TO_LEFT = ["ar", "fa"];
  let counter = 0;

  function make(tag, attributes, children) {
    const node = document.createElement(tag);
    Object.keys(attributes || {}).forEach((key) => {
      if (key === "text") { node.textContent = attributes[key]; }
      else if (key.startsWith("on")) { node.addEventListener(key.slice(2), attributes[key]); }
      else if (attributes[key] !== false && attributes[key] !== null) { node.setAttribute(key, attributes[key]); }
    });
    node.append(...(children || []));
    return node;
  }

  /* A label with its foreign runs marked by language and direction. */
  function worded(label, runs) {
    let parts = [label];
    (runs || []).forEach(([words, lang]) => {
      parts = parts.reduce((found, part) => {
        const at = typeof part === "string" ? part.indexOf(words) : -1;
        if (at < 0) { return found.concat(part); }
        const mark = make("bdi", { lang, dir: RIGHT_TO_LEFT.includes(lang) ? "rtl" : "ltr", text: words });
        return found.concat(part.slice(0, at), mark, part.slice(at + words.length));
      }, []);
    });
    return parts.filter((part) => part !== "");
  }

  const listed = (value) => (Array.isArray(value) ? value : [value]).filter((one) => typeof one === "string" && one);
  const blank = (values) => Object.values(values).every((value) => !value.length);

  window.qkFields = function (spec, changed, say, beside) {

    /* ---- one field ---- */

    function named(declared, word) { // the id of a word and what it says; what is right-to-left stays by itself
      const label = declared.labels[word], runs = declared.foreign[word] || [];
      if (!label || label === word) { return [word]; }
      return [`${word}: `].concat(worded(label, runs));
    }

    function select(declared, id) {
      const options = declared.choices.map((word) => {
        const text = named(declared, word).map((part) => (typeof part === "string" ? part : `\u2068${part.textContent}\u2069`)).join("");
        const runs = declared.foreign[word] || [];
        return make("option", { value: word, text, lang: runs.length === 1 ? runs[0][1] : false });
      });
      const node = make("select", { id, onchange: changed }, [make("option", { value: "", text: "choose ..." }), ...options]);
      return { node, control: node, get: () => node.value, put: (value) => { node.value = typeof value === "string" ? value : ""; if (node.selectedIndex < 0) { node.value = ""; } } };
    }

    function boxes(declared, id) {
      const inputs = declared.choices.map((word, at) => make("input", { type: "checkbox", id: `${id}-${at}`, value: word, onchange: changed }));
      const node = make("fieldset", { class: "qk-field qk-boxes", id }, [make("legend", { text: declared.label }),
        ...inputs.map((input) => make("span", { class: "qk-box" }, [input, make("label", { for: input.id }, named(declared, input.value))]))]);
      return { node, control: node, group: true, get: () => inputs.filter((one) => one.checked).map((one) => one.value),
        put: (value) => { const wanted = listed(value); inputs.forEach((one) => { one.checked = wanted.includes(one.value); }); } };
    }

    function set(node, value) { if (node.value !== value) { node.value = value; } } // leaves the cursor where nothing changes

    function area(declared, id) {
      const node = make("textarea", { id, rows: 4, oninput: changed });
      return { node, control: node, get: () => node.value.trim(), put: (value) => set(node, typeof value === "string" ? value : "") };
    }

    const lists = {};
    function offered(words) { // one list of suggestions for all fields that offer the same
      const key = words.join(" ");
      if (!words.length || words.length > 60) { return false; }
      if (!lists[key]) {
        lists[key] = `qk-l${(counter += 1)}`;
        document.body.append(make("datalist", { id: lists[key] }, words.map((word) => make("option", { value: word }))));
      }
      return lists[key];
    }

    function line(declared, id, place) {
      const several = declared.kind === "locators", rules = (spec.rules || []).filter((rule) => rule.rule === "own");
      const rule = rules.find((one) => one.section === place[0] && one.field === declared.name);
      const ids = declared.kind === "locator" ? (rule ? rule.own[place[1]] || [] : spec.known) : [];
      const node = make("input", { id, type: "text", autocomplete: "off", autocapitalize: "off", spellcheck: "false", oninput: changed,
        list: several ? false : offered(ids.concat(declared.choices)), inputmode: declared.kind === "number" ? "decimal" : false });
      return { node, control: node, put: (value) => set(node, several ? listed(value).join(", ") : typeof value === "string" ? value : ""),
        get: () => (several ? node.value.split(/[\s,]+/).filter(Boolean) : node.value.trim()) };
    }

    function field(declared, place) {
      const id = `qk-f${(counter += 1)}`, made = ({ choice: select, choices: boxes, text: area }[declared.kind] || line)(declared, id, place);
      const about = [/^choice/.test(declared.kind) ? "" : `Expected: ${declared.expected}.`, declared.help,
        declared.required ? "" : "May stay empty."].filter(Boolean).join(" ");
      const box = made.group ? made.node : make("div", { class: "qk-field" }, [make("label", { for: id, text: declared.label }), made.node]);
      if (about) {
        box.append(make("p", { class: "qk-about", id: `${id}-about`, text: about }));
        made.control.setAttribute("aria-describedby", `${id}-about`);
      }
      return Object.assign(made, { box, declared });
    }

    function entry(section, name) {
      const fields = section.fields.map((declared) => field(declared, [section.name, name]));
      return { fields, nodes: fields.map((one) => one.box),
        get() { const found = {}; fields.forEach((one) => { found[one.declared.name] = one.get(); }); return found; },
        put(values) { fields.forEach((one) => one.put(values ? values[one.declared.name] : "")); },
        control: (name) => (fields.find((one) => one.declared.name === name) || fields[0]).control };
    }

    /* ---- sections: one entry an item, or rows that grow ---- */

    function items(section) {
      const entries = {}, nodes = Object.keys(section.items).map((item) => {
        entries[item] = entry(section, item);
        const label = section.items[item], runs = section.foreign[item];
        const legend = make("legend", {}, label === item ? [item] : [`${item} `, ...worded(label, runs)]);
        const ids = (spec.rules || []).filter((rule) => rule.rule === "own" && rule.section === section.name).flatMap((rule) => rule.own[item] || []);
        return make("fieldset", { class: "qk-entry" }, [legend, ...beside.of(() => [item, ...ids], item), ...entries[item].nodes]);
      });
      return { nodes, label: (name) => name, control: (name, field) => entries[name].control(field),
        get() { const found = {}; Object.keys(entries).forEach((item) => { found[item] = entries[item].get(); }); return found; },
        put(values) { Object.keys(entries).forEach((item) => entries[item].put(values && values[item])); },
        each: (act) => Object.values(entries).forEach(act) };
    }

    /* Rows in which nothing is filled in are no part of the answer; the form begins with as many as it asks for. */
    function rows(section) {
      let entries = [];
      const box = make("div", {}), least = Math.max(1, section.min_rows);
      const add = make("button", { type: "button", text: "Add a row", onclick: () => {
        if (entries.length >= section.max_rows) { say([`No more than ${section.max_rows} rows.`]); return; }
        grow();
        draw();
        changed();
        const first = entries[entries.length - 1].fields[0].control;
        (first.querySelector("input") || first).focus();
      } });
      function grow() {
        const one = entry(section, ""), names = section.fields.filter((declared) => declared.kind === "choice");
        one.beside = beside.of(() => names.map((declared) => one.get()[declared.name]), null, names);
        entries.push(one);
        return one;
      }
      function draw() {
        box.replaceChildren(...entries.map((one, at) => {
          const away = make("button", { type: "button", text: `Remove row ${at + 1}`, onclick: () => {
            entries.splice(at, 1);
            draw();
            changed();
            add.focus();
          } });
          return make("fieldset", { class: "qk-entry" }, [make("legend", { text: `Row ${at + 1}` }), ...one.beside, ...one.nodes, away]);
        }));
      }
      const told = () => entries.filter((one) => !blank(one.get())), nth = (name) => told()[name.slice(4) - 1];
      return { nodes: [box, add], label: (name) => `row ${entries.indexOf(nth(name)) + 1}`,
        control: (name, field) => (name ? nth(name).control(field) : entries.length ? entries[0].control() : add),
        get: () => told().map((one) => one.get()),
        put(values) {
          const given = Array.isArray(values) ? values.slice(0, section.max_rows) : [];
          entries = entries.slice(0, Math.max(given.length, least));
          while (entries.length < Math.max(given.length, least)) { grow(); }
          entries.forEach((one, at) => one.put(given[at]));
          draw();
        },
        each: (act) => entries.forEach(act) };
    }

    return { part: (section) => (Object.keys(section.items).length ? items(section) : rows(section)) };
  };

  Object.assign(window.qkFields, { make, worded });
})();

/* The form of an exercise on its page: made from the declared form, kept in this browser, saved as answers.yml.
   Nothing is sent anywhere. Texts are put in as text, never as HTML. window.qkViews[exercise] may draw the answer. */
(function () {
  "use strict";
  var NAME = "answers.yml", PREFIX = "qk:", STUDENT = "qk-student";
  var views = (window.qkViews = window.qkViews || {});
  var counter = 0;

  function make(tag, attributes, children) {
    var node = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (key) {
      if (key === "text") { node.textContent = attributes[key]; }
      else if (key.slice(0, 2) === "on") { node.addEventListener(key.slice(2), attributes[key]); }
      else if (attributes[key] !== false && attributes[key] !== null) { node.setAttribute(key, attributes[key]); }
    });
    (children || []).forEach(function (child) { node.appendChild(child); });
    return node;
  }

  /* ---- one field ---- */

  function field(declared, changed) {
    var id = "qk-f" + (counter += 1), maker = { choice: select, choices: boxes, text: area }[declared.kind] || line;
    var made = maker(declared, id, changed);
    var about = [declared.kind === "choice" || declared.kind === "choices" ? "" : "Expected: " + declared.expected + ".",
      declared.help, declared.required ? "" : "May stay empty."].filter(Boolean).join(" ");
    var box = made.group ? made.node : make("div", { class: "qk-field" },
      [make("label", { for: id, text: declared.label }), made.node]);
    if (about) {
      box.appendChild(make("p", { class: "qk-about", id: id + "-about", text: about }));
      made.control.setAttribute("aria-describedby", id + "-about");
    }
    return { node: box, get: made.get, put: made.put, declared: declared, control: made.control };
  }

  function worded(declared, word) {
    var label = declared.labels[word];
    return label && label !== word ? word + ": " + label : word;
  }

  function select(declared, id, changed) {
    var node = make("select", { id: id, onchange: changed }, [make("option", { value: "", text: "choose ..." })].concat(
      declared.choices.map(function (word) { return make("option", { value: word, text: worded(declared, word) }); })));
    return { node: node, control: node, get: function () { return node.value; },
      put: function (value) { node.value = typeof value === "string" ? value : ""; return node.value === value; } };
  }

  function boxes(declared, id, changed) {
    var inputs = declared.choices.map(function (word, place) {
      return make("input", { type: "checkbox", id: id + "-" + place, value: word, onchange: changed });
    });
    var node = make("fieldset", { class: "qk-field qk-boxes", id: id }, [make("legend", { text: declared.label })].concat(
      inputs.map(function (input) {
        return make("span", { class: "qk-box" }, [input, make("label", { for: input.id, text: worded(declared, input.value) })]);
      })));
    return { node: node, control: node, group: true,
      get: function () { return inputs.filter(function (i) { return i.checked; }).map(function (i) { return i.value; }); },
      put: function (value) {
        var wanted = list(value);
        inputs.forEach(function (i) { i.checked = wanted.indexOf(i.value) >= 0; });
        return wanted.every(function (word) { return declared.choices.indexOf(word) >= 0; });
      } };
  }

  function area(declared, id, changed) {
    var node = make("textarea", { id: id, rows: 4, oninput: changed });
    return { node: node, control: node, get: function () { return node.value.trim(); }, put: put(node) };
  }

  function line(declared, id, changed) {
    var several = declared.kind === "locators";
    var node = make("input", { id: id, type: "text", autocomplete: "off", spellcheck: "false", oninput: changed,
      inputmode: declared.kind === "number" ? "decimal" : false });
    return { node: node, control: node, put: function (value) { return put(node)(several ? list(value).join(", ") : value); },
      get: function () { return several ? node.value.split(/[\s,]+/).filter(Boolean) : node.value.trim(); } };
  }

  function put(node) {
    return function (value) { node.value = typeof value === "string" ? value : ""; return typeof value === "string"; };
  }

  function list(value) {
    return (Array.isArray(value) ? value : [value]).filter(function (v) { return typeof v === "string" && v; });
  }

  /* ---- sections: one entry an item, or rows that grow ---- */

  function entry(fields, changed) {
    var made = fields.map(function (declared) { return field(declared, changed); });
    return { nodes: made.map(function (f) { return f.node; }), fields: made,
      get: function () {
        var found = {};
        made.forEach(function (f) { found[f.declared.name] = f.get(); });
        return found;
      },
      put: function (value) {
        made.forEach(function (f) { f.put(value && f.declared.name in value ? value[f.declared.name] : ""); });
      } };
  }

  function items(section, changed) {
    var entries = {}, nodes = Object.keys(section.items).map(function (item) {
      entries[item] = entry(section.fields, changed);
      var label = section.items[item];
      return make("fieldset", { class: "qk-entry" },
        [make("legend", { text: label === item ? item : item + " " + label })].concat(entries[item].nodes));
    });
    return { nodes: nodes,
      get: function () {
        var found = {};
        Object.keys(entries).forEach(function (item) { found[item] = entries[item].get(); });
        return found;
      },
      put: function (value) {
        Object.keys(entries).forEach(function (item) { entries[item].put(value && value[item]); });
      },
      each: function (act) {
        Object.keys(entries).forEach(function (item) { act(section.name + " " + item, entries[item]); });
      },
      count: null };
  }

  function rows(section, changed, say) {
    var entries = [], box = make("div", {}), add = make("button", { type: "button", text: "Add a row", onclick: function () {
      if (!grow()) { say(["No more than " + section.max_rows + " rows."]); return; }
      changed();
      entries[entries.length - 1].fields[0].control.focus();
    } });
    function grow() {
      if (entries.length >= section.max_rows) { return null; }
      entries.push(entry(section.fields, changed));
      draw();
      return entries[entries.length - 1];
    }
    function draw() {
      box.replaceChildren.apply(box, entries.map(function (one, place) {
        var away = make("button", { type: "button", text: "Remove row " + (place + 1), onclick: function () {
          entries.splice(place, 1);
          draw();
          changed();
          add.focus();
        } });
        return make("fieldset", { class: "qk-entry" }, [make("legend", { text: "Row " + (place + 1) })].concat(one.nodes, [away]));
      }));
    }
    return { nodes: [box, add],
      get: function () { return entries.map(function (one) { return one.get(); }); },
      put: function (value) {
        entries.length = 0;
        draw();
        (Array.isArray(value) ? value : []).forEach(function (row) { var one = grow(); if (one) { one.put(row); } });
      },
      each: function (act) { entries.forEach(function (one, place) { act(section.name + " row " + (place + 1), one); }); },
      control: add, count: function () { return entries.length; } };
  }

  /* ---- the formal checks: the same as on the command line, as far as a page can tell ---- */

  function refuses(declared, value, known) {
    if (value.length > known.max) { return true; }
    if (declared.kind === "choice" || declared.kind === "choices") { return declared.choices.indexOf(value) < 0; }
    if (declared.kind === "number") {
      return !/^-?(\d+\.?\d*|\.\d+)$/.test(value) || value.length > 20 || +value < declared.low || +value > declared.high;
    }
    if (declared.choices.indexOf(value) >= 0) { return false; }
    if (declared.kind === "span") { return !span(value); }
    if (declared.kind === "edtf") { return !/^[\d?~%.\/X\-:TZ+]+$/.test(value) || !/\d{4}|\d{3}X|\d\dXX/.test(value); }
    if (declared.kind === "words" && declared.high > 1) {
      return value.split(/\s+/).filter(function (word) { return /[\p{L}\p{N}]/u.test(word); }).length > declared.high;
    }
    if (declared.kind === "text" && declared.high > 1) { return value.length > declared.high; }
    if (/^locators?$/.test(declared.kind)) { return known.ids.length > 0 && known.ids.indexOf(value) < 0; }
    return false;
  }

  function span(value) {
    var parts = value.replace("–", "-").split("-").map(function (p) { return p.trim(); });
    var fit = parts.length <= 2 && parts.every(function (p) { return /^\d{1,4}$/.test(p); });
    return fit && +parts[0] >= 1 && +parts[0] <= +parts[parts.length - 1];
  }

  function problems(spec, parts) {
    var wrong = [], empty = [], known = { ids: spec.known, max: spec.max_text };
    spec.sections.forEach(function (section, place) {
      var part = parts[place], count = part.count && part.count();
      if (part.count && (count < section.min_rows || count > section.max_rows)) {
        (count < section.min_rows ? empty : wrong).push({ control: part.control,
          text: section.name + ": " + count + " rows; expected " + section.min_rows + " to " + section.max_rows });
      }
      part.each(function (where, one) {
        one.fields.forEach(function (f) {
          var value = f.get(), values = Array.isArray(value) ? value : value ? [value] : [];
          var bad = values.filter(function (v) { return refuses(f.declared, v, known); });
          f.control.setAttribute("aria-invalid", bad.length ? "true" : "false");
          if (!values.length && f.declared.required) { empty.push({ control: f.control, text: where + ", " + f.declared.name }); }
          bad.forEach(function (v) {
            wrong.push({ control: f.control,
              text: where + ", " + f.declared.name + ": came '" + v.slice(0, 60) + "'; expected " + f.declared.expected + "." + (f.declared.help ? " " + f.declared.help : "") });
          });
        });
      });
    });
    return { wrong: wrong, empty: empty };
  }

  /* ---- YAML: written here, every value a quoted text, so that no reader takes it for something else ---- */

  function key(name) { return /^[A-Za-z_][\w-]*$/.test(name) ? name : JSON.stringify(name); }

  function yaml(tree, indent) {
    if (typeof tree === "string") { return " " + JSON.stringify(tree).replace(/\u007f/g, "\\x7F") + "\n"; }
    if (Array.isArray(tree)) {
      if (!tree.length) { return " []\n"; }
      return "\n" + tree.map(function (one) {
        var body = yaml(one, indent + "  ");
        return indent + "-" + (body[0] === "\n" ? " " + body.slice(1 + indent.length + 2) : body);
      }).join("");
    }
    var names = Object.keys(tree);
    return names.length ? "\n" + names.map(function (name) {
      return indent + key(name) + ":" + yaml(tree[name], indent + "  ");
    }).join("") : " {}\n";
  }

  function file(answers) { return yaml(answers, "").replace(/^\n/, ""); }

  /* ---- the drafts of this browser ---- */

  function storage() { try { return window.localStorage; } catch (error) { return null; } }

  function drafts() {
    var kept = storage(), found = {};
    for (var place = 0; kept && place < kept.length; place += 1) {
      var name = kept.key(place);
      if (name.slice(0, PREFIX.length) === PREFIX) {
        try {
          var draft = JSON.parse(kept.getItem(name));
          if (draft.answer) { found[name.slice(PREFIX.length).split("@")[0]] = draft; }
        } catch (error) { /* not ours */ }
      }
    }
    return found;
  }

  function everything(own) {
    var kept = storage(), student = kept && kept.getItem(STUDENT), all = student ? { student: student } : {}, found = drafts();
    found[own.exercise] = own;
    Object.keys(found).sort().forEach(function (name) { all[name] = found[name].answer; });
    Object.keys(found).sort().forEach(function (name) {  // written parts stand under their own names, as qk grade reads them
      Object.keys(found[name].written || {}).forEach(function (id) {
        if (found[name].written[id]) { all[id] = found[name].written[id]; }
      });
    });
    return file(all);
  }

  function download(text) {
    var link = make("a", { href: URL.createObjectURL(new Blob([text], { type: "text/yaml" })), download: NAME });
    document.body.appendChild(link);
    link.click();
    link.remove();
  }

  /* ---- the whole form ---- */

  function build(place) {
    if (place.qkForm) { return; } // the book's theme loads every script of this folder once more
    var spec = JSON.parse(place.querySelector("script").textContent), slot = PREFIX + spec.exercise + "@" + spec.version;
    var said = make("div", { role: "status", "aria-live": "polite", class: "qk-said" });
    var drawn = make("div", { class: "qk-view" }), quiet = true;
    var shut = make("button", { type: "button", text: "Close the list", onclick: function () { say([]); } });
    function say(lines) { // a line is a text, or leads to the field that it is about
      said.replaceChildren(make("ul", {}, lines.map(function (l) {
        return l.control ? make("li", {}, [make("button", { type: "button", class: "qk-jump", text: l.text, onclick: function () {
          var to = l.control.querySelector("input") || l.control;
          to.scrollIntoView({ block: "center" });
          to.focus({ preventScroll: true });
        } })]) : make("li", { text: l });
      })));
      said.hidden = shut.hidden = !lines.length;
      said.scrollTop = 0;
    }
    function changed() {
      if (quiet) { return; }
      var kept = storage();
      if (kept) { try { kept.setItem(slot, JSON.stringify(own())); } catch (error) { say(["This browser keeps no draft; save the file."]); } }
      view();
    }
    var parts = spec.sections.map(function (s) { return Object.keys(s.items).length ? items(s, changed) : rows(s, changed, say); });
    function tree() {
      var found = {};
      spec.sections.forEach(function (section, number) { found[section.name] = parts[number].get(); });
      return found;
    }
    var texts = (spec.written || []).map(function (id) {
      return { id: id, area: make("textarea", { id: "qk-" + id, rows: 10, oninput: changed, maxlength: 20000 }) };
    });
    function written() {
      var found = {};
      texts.forEach(function (one) { found[one.id] = one.area.value.trim(); });
      return found;
    }
    function own() { return { exercise: spec.exercise, answer: tree(), written: written() }; }
    function put(answer, words) {
      quiet = true;
      spec.sections.forEach(function (section, number) { parts[number].put(answer && answer[section.name]); });
      texts.forEach(function (one) { one.area.value = (words && words[one.id]) || ""; });
      quiet = false;
    }
    function fill(answer, words) { put(answer, words); changed(); }
    function view() { if (views[spec.exercise]) { views[spec.exercise](drawn, tree(), spec); } }
    function check() {
      var found = problems(spec, parts);
      if (!found.wrong.length && !found.empty.length) { say(["Complete and in order. Whether it is right is not checked here."]); return; }
      say(found.wrong.concat(found.empty.map(function (one) { return { control: one.control, text: "still empty: " + one.text }; })));
    }
    function take(input) {
      var reader = new FileReader();
      reader.onload = function () {
        try {
          var all = window.jsyaml.load(reader.result, { schema: window.jsyaml.FAILSAFE_SCHEMA }) || {};
          if (!all[spec.exercise]) { say([input.files[0].name + " holds no answer to " + spec.exercise + "."]); return; }
          fill(all[spec.exercise], all);
          say(["Loaded from " + input.files[0].name + "."]);
        } catch (error) { say([input.files[0].name + " cannot be read as YAML: " + error.message.split("\n")[0]]); }
      };
      reader.readAsText(input.files[0]);
    }
    var name = make("input", { type: "text", id: "qk-student", autocomplete: "off", oninput: function () {
      var kept = storage();
      if (kept) { kept.setItem(STUDENT, name.value.trim()); }
    } });
    name.value = (storage() && storage().getItem(STUDENT)) || "";
    var buttons = [["Check the form", check],
      ["Save answers.yml", function () { download(everything(own())); say(["Saved as " + NAME + "."]); }],
      ["Empty this form", function () {
        if (!window.confirm("Take everything out of this form?")) { return; }
        fill({});
        if (storage()) { storage().removeItem(slot); }
        say(["The form is empty."]);
      }]].map(function (pair) { return make("button", { type: "button", text: pair[0], onclick: pair[1] }); });
    if (window.jsyaml) {
      var loader = make("input", { type: "file", id: "qk-load", accept: ".yml,.yaml", onchange: function () { take(loader); } });
      buttons.push(make("label", { for: "qk-load", text: "Load answers.yml" }), loader);
    }
    var form = make("form", { class: "qk-answers", onsubmit: function (event) { event.preventDefault(); check(); } },
      spec.sections.map(function (section, number) {
        var drawing = number === spec.sections.length - 1 ? [drawn] : [];  // beside the rows that it draws
        return make("fieldset", { class: "qk-section" }, [make("legend", { text: section.title })].concat(drawing, parts[number].nodes));
      }).concat(texts.map(function (one) {
        var asked = place.querySelector('[data-cell="' + one.id + '"]');
        var label = make("label", { for: one.area.id, text: "Your text (read by a person)" });
        return make("fieldset", { class: "qk-section" }, [make("legend", { text: "In your own words" })].concat(
          asked ? [asked] : [], [make("div", { class: "qk-field" }, [label, one.area])]));
      })).concat([make("div", { class: "qk-field" }, [make("label", { for: "qk-student", text: "Your id in the class (may stay empty)" }), name]),
        make("div", { class: "qk-buttons" }, [said].concat(buttons, [shut]))]));
    say([]);
    place.appendChild(form);
    var kept = storage() && storage().getItem(slot), draft = kept ? JSON.parse(kept) : {};
    put(draft.answer || {}, draft.written);
    view();
    place.qkForm = { tree: tree, fill: fill, file: function () { return everything(own()); } };
  }

  function start() { document.querySelectorAll(".qk-page-form").forEach(build); }
  if (document.readyState === "loading") { document.addEventListener("DOMContentLoaded", start); } else { start(); }
})();

/* The drafts of this browser, and the file answers.yml. Nothing is sent anywhere.
   window.qkKeep(spec) -> the keeper of one exercise's draft. A draft is {exercise, answer, written, at}. */
(function () {
  "use strict";

  /* ---- YAML: written here, every value a quoted text, so that no reader takes it for something else ---- */

  const key = (name) => (/^[A-Za-z_][\w-]*$/.test(name) ? name : JSON.stringify(name));

  function yaml(tree, indent) {
    if (typeof tree === "string") { return ` ${JSON.stringify(tree).replace(/\u007f/g, "\\x7F")}\n`; }
    if (Array.isArray(tree)) {
      if (!tree.length) { return " []\n"; }
      return "\n" + tree.map((one) => {
        const body = yaml(one, indent + "  ");
        return indent + "-" + (body[0] === "\n" ? " " + body.slice(1 + indent.length + 2) : body);
      }).join("");
    }
    const names = Object.keys(tree);
    return names.length ? "\n" + names.map((name) => indent + key(name) + ":" + yaml(tree[name], indent + "  ")).join("") : " {}\n";
  }

  function storage() { try { return window.localStorage; } catch (error) { return null; } }

  function parsed(text) {
    try {
      const draft = JSON.parse(text);
      return draft && draft.answer ? draft : null;
    } catch (error) { return null; }
  }

  window.qkKeep = function (spec) {
    const prefix = spec.course ? `qk/${spec.course}:` : "qk:"; // a class's drafts and those of the practice sheets stay apart
    const slot = `${prefix}${spec.exercise}@${spec.version}`, name = spec.course ? `qk/${spec.course}-student` : "qk-student";
    let kept = null, last = null; // last: what this page has read or written; anything else in its place is another tab's

    try { kept = storage(); if (kept) { kept.getItem(slot); } } catch (error) { kept = null; }
    const get = (place) => { try { return kept && kept.getItem(place); } catch (error) { return null; } };

    function all() { // every draft of this course: [slot, exercise, draft], the oldest first
      const found = [];
      for (let at = 0; kept && at < kept.length; at += 1) {
        const place = kept.key(at), draft = place.startsWith(prefix) && parsed(get(place));
        if (draft) { found.push([place, place.slice(prefix.length).split("@")[0], draft]); }
      }
      return found.sort((one, other) => (one[2].at || 0) - (other[2].at || 0));
    }

    function put(place, draft) { // "" where it is kept, else why not
      if (!kept) { return "forbidden"; }
      const text = JSON.stringify(Object.assign({ at: Date.now() }, draft));
      try { kept.setItem(place, text); } catch (error) { return "full"; }
      if (place === slot) { last = text; }
      return "";
    }

    function drop(place) { if (kept) { kept.removeItem(place); } if (place === slot) { last = null; } }

    const keep = {
      slot, able: !!kept,
      read() { last = get(slot); return last ? parsed(last) : null; },
      /* Another tab wrote since: nothing is overwritten unless the reader says so. */
      write(draft, force) { return !force && kept && get(slot) !== last ? "other" : put(slot, draft); },
      changed() { return !!kept && get(slot) !== last; },
      drop,
      putOther(exercise, draft) { return put(`${prefix}${exercise}@file`, Object.assign({ exercise }, draft)); },
      drafted(exercise) { return all().some((one) => one[1] === exercise); },
      /* The newest draft of this exercise under another version of the sheet, or from a file, if it is newer than the own one. */
      older() {
        const own = parsed(get(slot) || ""), others = all().filter((one) => one[1] === spec.exercise && one[0] !== slot);
        const newest = others[others.length - 1];
        return newest && (!own || newest[2].at > (own.at || 0)) ? { slot: newest[0], draft: newest[2] } : null;
      },
      student(value) {
        if (value === undefined) { return get(name) || ""; }
        try { if (kept) { kept.setItem(name, value); } } catch (error) { /* said with the draft */ }
        return value;
      },
      /* The whole file: the answers of all pages, each under its name, and written parts under theirs, as qk grade reads them. */
      file(own, student) {
        const tree = student ? { student } : {}, found = {};
        all().forEach((one) => { found[one[1]] = one[2]; });
        found[spec.exercise] = own;
        const names = Object.keys(found).sort();
        names.forEach((one) => { tree[one] = found[one].answer; });
        names.forEach((one) => {
          const written = found[one].written || {};
          Object.keys(written).forEach((id) => { if (written[id]) { tree[id] = written[id]; } });
        });
        return yaml(tree, "").replace(/^\n/, "");
      },
      /* Tell when another tab has changed this exercise: at once, or when this page comes back to the front. */
      watch(tell) {
        window.addEventListener("storage", (event) => { if (event.key === slot || event.key === null) { tell(); } });
        window.addEventListener("pageshow", () => { if (keep.changed()) { tell(); } });
        document.addEventListener("visibilitychange", () => { if (!document.hidden && keep.changed()) { tell(); } });
      },
    };
    return keep;
  };

  window.qkDownload = function (name, text) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/yaml" }));
    link.download = name;
    document.body.appendChild(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
})();

"""Using a page as a reader does who tries everything that does not leave it: what is then on it is looked at as well."""

from __future__ import annotations

from tests.grading.chromium import Chromium

_USE = """(() => {
  const main = document.querySelector('.bd-article') || document.body;
  const buttons = words => [...main.querySelectorAll('button')].filter(b => words.test(b.textContent.trim()));
  const press = words => buttons(words).forEach(b => b.click());
  main.querySelectorAll('details').forEach(d => { d.open = true; });
  press(/^Add a row$/);
  main.querySelectorAll('.qk-answers input[type=text]').forEach((field, at) => {
    field.value = '?' + at;
    field.dispatchEvent(new Event('input', {bubbles: true}));
  });
  main.querySelectorAll('.qk-quiz form').forEach(form => {
    const choices = form.querySelectorAll('input[type=radio], input[type=checkbox]');
    if (choices.length) choices[choices.length - 1].checked = true;
    form.querySelectorAll('select').forEach(s => { s.selectedIndex = s.options.length - 1; });
    form.requestSubmit();
  });
  main.querySelectorAll('textarea').forEach(t => {
    t.value = 'Some words.';
    t.dispatchEvent(new Event('input', {bubbles: true}));
  });
  press(/^(Check the form|Run|Check)$/);
  main.querySelectorAll('details').forEach(d => { d.open = true; });
  scrollTo({top: 0, behavior: 'instant'});  // what the bar of buttons covers is found by scrolling
  const still = () => new Promise(done => setTimeout(() => done(true), 150));
  return still();
})()"""


def everything(browser: Chromium) -> None:
    """Open what is folded, add rows, type what is wrong, answer each question, press each check."""
    browser.run(_USE)


def search(browser: Chromium) -> None:
    """Open the search with its keys."""
    browser.key("k", "KeyK", control=True, number=75)
    browser.until("document.getElementById('pst-search-dialog').open")


def pages(browser: Chromium) -> None:
    """Open the list of pages, which on a phone lies over the page."""
    browser.run("document.querySelector('.primary-toggle').click()")
    browser.until("document.getElementById('pst-primary-sidebar-modal').open")


def contents(browser: Chromium) -> None:
    """Open the list of the headings, which on a phone lies over the page."""
    browser.run("document.querySelector('.secondary-toggle').click()")
    browser.until("document.getElementById('pst-secondary-sidebar-modal').open")


def take(browser: Chromium) -> None:
    """Open the menu of what can be taken away."""
    browser.run("document.querySelector('.dropdown-download-buttons button').click()")
    browser.until("!!document.querySelector('.dropdown-download-buttons .dropdown-menu.show')")

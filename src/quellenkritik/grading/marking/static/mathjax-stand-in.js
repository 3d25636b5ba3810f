// nbgrader's page asks MathJax to tell when it is ready; nothing is typeset here, so it is ready at once.
window.MathJax = window.MathJax || {
  Hub: { Startup: { signal: { Interest: function (tell) { setTimeout(function () { tell("End"); }, 0); } } } }
};

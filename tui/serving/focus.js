// The keys go to the terminal as soon as it is there: nobody should have to click first.
new MutationObserver((_, observer) => {
  const keys = document.querySelector(".xterm-helper-textarea");
  if (keys) {
    keys.focus();
    observer.disconnect();
  }
}).observe(document, { childList: true, subtree: true });

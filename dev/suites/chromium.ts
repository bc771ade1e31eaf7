/** What Chromium is called on PATH. */
export const chromiumNames = ["chromium", "chromium-browser", "google-chrome", "chrome"];

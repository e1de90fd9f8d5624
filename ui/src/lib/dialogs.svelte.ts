// What is open over the page.

class Dialogs {
  keyboard = $state(false);
  /** The field that finds words in the page. */
  find = $state(false);
  /** The left column, where the window is too narrow to show it always. */
  column = $state(false);
}

export const dialogs = new Dialogs();

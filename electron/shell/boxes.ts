import { dialog, type BrowserWindow, type MessageBoxOptions } from 'electron';

/** Asks a question in a box of its own, for when the window cannot. Returns the index of the answer. */
export async function askInBox(
  owner: BrowserWindow | null,
  question: MessageBoxOptions,
): Promise<number> {
  const { response } = owner
    ? await dialog.showMessageBox(owner, question)
    : await dialog.showMessageBox(question);
  return response;
}

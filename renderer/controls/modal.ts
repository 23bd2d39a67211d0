/** Dialogs that were opened; one that has gone since is not in the page any more. */
const opened = new Set<HTMLDialogElement>();

/** Opens a dialog over the window. */
export function openModal(dialog: HTMLDialogElement): void {
  dialog.showModal();
  opened.add(dialog);
}

/** Whether a dialog is open. To search the page for one would take a walk through the article at every key. */
export function isModalOpen(): boolean {
  for (const dialog of opened) {
    if (dialog.isConnected && dialog.open) return true;
    opened.delete(dialog);
  }
  return false;
}

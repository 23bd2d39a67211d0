/**
 * Whether the debugger has lost an answer: it holds one so weakly that it is now and then gone before it
 * is read. What was asked for has been done; it says nothing of the program.
 */
function isLostAnswer(error: unknown): boolean {
  return /promise was garbage collected/u.test(String(error));
}

/** Asks the main process for something that may be done twice. */
export async function inMain<T>(evaluate: () => Promise<T>): Promise<T> {
  try {
    return await evaluate();
  } catch (error) {
    if (!isLostAnswer(error)) throw error;
    return evaluate();
  }
}

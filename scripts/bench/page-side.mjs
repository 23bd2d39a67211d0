// What runs inside the window that is measured.

/**
 * Puts `window.bench` into the page. It is sent to the page as text, so it uses nothing from outside.
 */
export function installBench() {
  /** The time at which what has happened so far is drawn: after the task of the next frame. */
  const afterFrame = () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(null);
      });
    });
  let armed = Promise.resolve(0);

  window.bench = {
    afterFrame,
    /** Milliseconds from the beginning of something to the frame that shows its outcome. */
    async time(run) {
      const start = performance.now();
      await run();
      return (await afterFrame()) - start;
    },
    /**
     * Waits for the next key; `armed` then tells the milliseconds from the key to the frame that
     * shows its outcome, which is there when what `read` reads from the state has changed.
     */
    arm(read) {
      const store = window.framewiseBench?.store;
      armed = new Promise((resolve) => {
        window.addEventListener(
          'keydown',
          ({ timeStamp }) => {
            const finish = () => void afterFrame().then((end) => resolve(end - timeStamp));
            if (!read) {
              finish();
              return;
            }
            const before = read(store.get());
            const stop = store.subscribe(() => {
              if (read(store.get()) === before) return;
              stop();
              finish();
            });
          },
          { capture: true, once: true },
        );
      });
    },
    armed: () => armed,
  };
}

// What runs inside the window that is measured.

/**
 * Puts `window.bench` into the page. It is sent to the page as text, so it uses nothing from outside.
 */
export function installBench() {
  const { port1: arrivals, port2: sender } = new MessageChannel();
  const waiting = [];
  arrivals.onmessage = () => waiting.shift()(performance.now());
  /** The time at which what has happened so far is drawn: after the task of the next frame. */
  const afterFrame = () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        waiting.push(resolve);
        sender.postMessage(null);
      });
    });
  let armed = Promise.resolve(0);

  window.bench = {
    afterFrame,
    // A channel that nothing holds is collected with the messages in it.
    sender,
    /** Milliseconds from the beginning of something to the frame that shows its outcome. */
    async time(run) {
      const start = performance.now();
      await run();
      return (await afterFrame()) - start;
    },
    /**
     * Watches the window from now on. What it returns ends that and tells the longest time, in
     * milliseconds, that a message of the window to itself took: so long it answered nothing.
     */
    watch() {
      const { port1, port2 } = new MessageChannel();
      let longest = 0;
      let last = performance.now();
      port1.onmessage = () => {
        const now = performance.now();
        longest = Math.max(longest, now - last);
        last = now;
        port2.postMessage(null);
      };
      port2.postMessage(null);
      return () => {
        port1.close();
        return Math.max(longest, performance.now() - last);
      };
    },
    /**
     * Waits for the next key; `armed` then tells the milliseconds from the key to the frame that
     * shows its outcome, which is there when what `read` reads from the state has changed.
     */
    arm(read) {
      const store = window.framewiseBench?.store;
      const before = read?.(store.get());
      armed = new Promise((resolve) => {
        window.addEventListener(
          'keydown',
          ({ timeStamp }) => {
            const finish = () => void afterFrame().then((end) => resolve(end - timeStamp));
            // Some outcomes are there at once, before this is told of the key.
            if (!read || read(store.get()) !== before) {
              finish();
              return;
            }
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
    /**
     * Microseconds of one hit test, as means over a hundred points of an element each. `hit` tells
     * how many tags are under a point.
     */
    timeHits(times, element, hit) {
      const { left, top, width, height } = element.getBoundingClientRect();
      const samples = [];
      let hits = 0;
      for (let n = -3; n < times; n += 1) {
        const start = performance.now();
        for (let point = 0; point < 100; point += 1) {
          const across = 0.2 + 0.6 * ((point * 37) % 100) * 0.01;
          const down = 0.05 + 0.9 * ((point * 61 + n) % 100) * 0.01;
          hits += hit(left + width * across, top + height * down);
        }
        // The first rounds warm up.
        if (n >= 0) samples.push(((performance.now() - start) / 100) * 1000);
      }
      if (hits === 0) throw new Error('No tag was under any of the points.');
      return samples;
    },
  };
}

/** Adds to `window.bench` what tells when the form of a tag is painted. */
export function installDetails() {
  let details = Promise.resolve(0);
  Object.assign(window.bench, {
    /** Waits for the next key; `details` then tells the milliseconds until the form of another tag is painted. */
    armDetails() {
      const form = document.querySelector('[data-pane="detail"]');
      const shown = () => form.querySelector('blockquote')?.title ?? '';
      const before = shown();
      details = new Promise((resolve) => {
        const begin = ({ timeStamp }) => {
          const observer = new MutationObserver(() => {
            if (shown() === before || shown() === '') return;
            observer.disconnect();
            void window.bench.afterFrame().then((end) => resolve(end - timeStamp));
          });
          observer.observe(form, { subtree: true, childList: true, attributes: true });
        };
        window.addEventListener('keydown', begin, { capture: true, once: true });
      });
    },
    details: () => details,
  });
}

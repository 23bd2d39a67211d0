/**
 * Tries every way out of the page that is known, one after the other. It is loaded as a script of
 * the page itself, because code that a test evaluates is freed from the ban on `eval`.
 *
 * An attempt returns when it got through and throws when it was refused.
 */

/** Milliseconds after which an attempt that nothing came of counts as refused. */
const PATIENCE = 2500;

/** @param {(done: () => void, refused: () => void) => void} start */
const within = (start) =>
  new Promise((resolve, reject) => {
    const refuse = () => reject(new Error('refused'));
    start(() => resolve(undefined), refuse);
    setTimeout(refuse, PATIENCE);
  });

const load = (tag, fields) =>
  within((done, refused) => {
    const element = Object.assign(document.createElement(tag), fields);
    element.onload = done;
    element.onerror = refused;
    document.body.append(element);
  });

const click = (element) => {
  document.body.append(element);
  element.click();
  element.remove();
};

/** What a page can try without leaving it. @param {string} server address of a listening server */
const stayingAttempts = (server) => ({
  eval: () => (0, eval)('1'),
  'new Function': () => new Function('return 1')(),
  'timer with text': () =>
    within((done) => {
      globalThis.textRan = done;
      setTimeout('textRan()', 0);
    }),
  'inline script': () =>
    within((done) => {
      globalThis.inlineRan = done;
      const script = document.createElement('script');
      script.append('inlineRan()');
      document.body.append(script);
    }),
  'inline handler': () =>
    within((done) => {
      globalThis.handlerRan = done;
      const button = document.createElement('button');
      button.setAttribute('onclick', 'handlerRan()');
      click(button);
    }),
  'markup by text': () => {
    document.createElement('div').innerHTML = '<b>x</b>';
  },
  'foreign script': () => import(`${server}/script.js`),
  fetch: () => fetch(`${server}/fetch`, { mode: 'no-cors' }),
  'fetch of a file': () => fetch('file:///etc/hostname'),
  'files outside the window’s own': async () => {
    const climbing = [
      '%2e%2e%2f%2e%2e%2fpackage.json',
      '..%5c..%5cpackage.json',
      '/etc/hostname.txt',
    ];
    const answers = await Promise.all(climbing.map((name) => fetch(`app://framewise/${name}`)));
    if (!answers.some(({ ok }) => ok)) throw new Error('refused');
  },
  XMLHttpRequest: () =>
    within((done, refused) => {
      const request = new XMLHttpRequest();
      request.onload = done;
      request.onerror = refused;
      request.open('GET', `${server}/xhr`);
      request.send();
    }),
  image: () => load('img', { src: `${server}/image.png` }),
  'style sheet': () => load('link', { rel: 'stylesheet', href: `${server}/style.css` }),
  'inline style': () => {
    const style = document.createElement('style');
    style.append('body { --probe: 1 }');
    document.head.append(style);
    if (getComputedStyle(document.body).getPropertyValue('--probe') === '')
      throw new Error('refused');
  },
  frame: () =>
    within((done) => {
      const frame = document.createElement('iframe');
      globalThis.addEventListener('message', ({ data }) => data === 'framed' && done());
      frame.src = `${server}/frame.html`;
      document.body.append(frame);
    }),
  object: () => load('object', { data: `${server}/object.html` }),
  font: () => new FontFace('Probe', `url(${server}/font.woff2)`).load(),
  audio: () =>
    within((done, refused) => {
      const audio = new Audio(`${server}/audio.wav`);
      audio.oncanplaythrough = done;
      audio.onerror = refused;
    }),
  EventSource: () =>
    within((done, refused) => {
      const source = new EventSource(`${server}/events`);
      source.onopen = done;
      source.onerror = refused;
    }),
  WebSocket: () =>
    within((done, refused) => {
      const socket = new WebSocket(server.replace('http', 'ws'));
      socket.onopen = done;
      socket.onerror = refused;
    }),
  WebRTC: () =>
    within((done) => {
      const connection = new RTCPeerConnection();
      connection.createDataChannel('probe');
      connection.onicecandidate = ({ candidate }) => {
        if (candidate !== null && candidate.candidate !== '') done();
      };
      void connection.createOffer().then((offer) => connection.setLocalDescription(offer));
    }),
  'worker from text': () =>
    within((done, refused) => {
      const text = new Blob(['postMessage(1)'], { type: 'text/javascript' });
      const worker = new Worker(URL.createObjectURL(text));
      worker.onmessage = done;
      worker.onerror = refused;
    }),
  'service worker': () => navigator.serviceWorker.register('/probe/worker.js'),
  'new window': () => {
    if (globalThis.open(`${server}/window.html`) === null) throw new Error('refused');
  },
  notifications: async () => {
    if ((await Notification.requestPermission()) !== 'granted') throw new Error('refused');
  },
  camera: () => navigator.mediaDevices.getUserMedia({ video: true }),
  'clipboard read': () => navigator.clipboard.readText(),
  'local fonts': async () => {
    const { state } = await navigator.permissions.query({ name: 'local-fonts' });
    if (state !== 'granted') throw new Error('refused');
  },
  'lasting storage': async () => {
    const { state } = await navigator.permissions.query({ name: 'persistent-storage' });
    if (state !== 'granted') throw new Error('refused');
  },
  'Node require': () => {
    if (typeof globalThis.require !== 'function') throw new Error('refused');
  },
  'Node process': () => {
    if (typeof globalThis.process !== 'object') throw new Error('refused');
  },
});

/** Ways that nothing comes back from; the server says whether they got through. */
const silentAttempts = (server) => ({
  beacon: () => navigator.sendBeacon(`${server}/beacon`, 'x'),
  ping: () => {
    const link = document.createElement('a');
    link.href = '#';
    link.ping = `${server}/ping`;
    click(link);
  },
  prefetch: () =>
    document.head.append(
      Object.assign(document.createElement('link'), {
        rel: 'prefetch',
        href: `${server}/prefetch`,
      }),
    ),
  preload: () =>
    document.head.append(
      Object.assign(document.createElement('link'), {
        rel: 'preload',
        as: 'image',
        href: `${server}/preload`,
      }),
    ),
  'link to a new window': () =>
    click(
      Object.assign(document.createElement('a'), {
        href: `${server}/blank.html`,
        target: '_blank',
      }),
    ),
  'middle click': () => {
    const link = Object.assign(document.createElement('a'), { href: `${server}/middle.html` });
    document.body.append(link);
    link.dispatchEvent(new MouseEvent('click', { button: 1, ctrlKey: true, bubbles: true }));
  },
  download: () =>
    click(
      Object.assign(document.createElement('a'), {
        href: `${server}/download.bin`,
        download: 'x.bin',
      }),
    ),
  'download of text': () =>
    click(
      Object.assign(document.createElement('a'), {
        href: URL.createObjectURL(new Blob(['x'])),
        download: 'probe.txt',
      }),
    ),
});

/** Ways to leave the page. */
const leavingAttempts = (server) => ({
  location: () => {
    globalThis.location.href = `${server}/location.html`;
  },
  replace: () => globalThis.location.replace(`${server}/replace.html`),
  link: () => click(Object.assign(document.createElement('a'), { href: `${server}/link.html` })),
  form: () => {
    const form = Object.assign(document.createElement('form'), {
      action: `${server}/form.html`,
      method: 'post',
    });
    document.body.append(form);
    form.submit();
  },
  'meta refresh': () => {
    const meta = Object.assign(document.createElement('meta'), {
      content: `0;url=${server}/refresh.html`,
    });
    meta.httpEquiv = 'refresh';
    document.head.append(meta);
  },
  'address of a script': () => {
    globalThis.location.href = 'javascript:void(globalThis.addressRan = true)';
  },
  'local file': () => {
    globalThis.location.href = 'file:///etc/hostname';
  },
});

/**
 * Starts all attempts that stay. The outcome stands in `globalThis.probeOutcome` when all are over.
 * @param {string} server
 */
export function probe(server) {
  const outcome = {};
  const tryAll = async () => {
    for (const [name, attempt] of Object.entries(stayingAttempts(server))) {
      try {
        await attempt();
        outcome[name] = 'got through';
      } catch {
        outcome[name] = 'refused';
      }
    }
    for (const attempt of Object.values(silentAttempts(server))) {
      try {
        attempt();
      } catch {
        // Whether it got through is asked of the server.
      }
    }
    setTimeout(() => {
      globalThis.probeOutcome = outcome;
    }, 500);
  };
  // In a task of its own: the caller may be an evaluation, to which the ban on eval does not apply.
  setTimeout(() => void tryAll(), 0);
}

/** Names of the ways to leave the page. */
export const leavingNames = Object.keys(leavingAttempts(''));

/**
 * Tries one way to leave the page.
 * @param {string} server
 * @param {string} name
 */
export function leave(server, name) {
  setTimeout(() => leavingAttempts(server)[name]?.(), 0);
}

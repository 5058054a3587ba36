// Firefox under the WebDriver protocol, spoken directly: of the maintained clients one needs a newer Node and the other its own Firefox,
// and the checks need no more than this.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

export const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  return port;
}

/** One Firefox with its own geckodriver. Without a profile it gets one that is thrown away. */
export class Firefox {
  static async open({ profile, prefs = {} } = {}) {
    const firefox = new Firefox();
    const port = await freePort();
    firefox.driver = spawn("geckodriver", ["--port", String(port)], { stdio: "ignore" });
    let missing;
    firefox.driver.once("error", (error) => (missing = error));
    firefox.address = `http://127.0.0.1:${port}`;
    for (let wait = 0; !(await fetch(`${firefox.address}/status`).then((answer) => answer.ok, () => false)); wait += 1) {
      if (missing || wait > 200) throw missing ?? new Error("geckodriver does not answer.");
      await pause(50);
    }
    const options = { args: ["-headless", ...(profile ? ["-profile", profile] : [])], prefs };
    const wishes = { alwaysMatch: { browserName: "firefox", "moz:firefoxOptions": options } };
    const { sessionId, capabilities } = await firefox.send("POST", "/session", { capabilities: wishes }).catch(async (error) => {
      await firefox.end();
      throw error;
    });
    firefox.address += `/session/${sessionId}`;
    firefox.version = capabilities.browserVersion;
    firefox.process = capabilities["moz:processID"];
    return firefox;
  }

  async send(method, path, body) {
    const answer = await fetch(this.address + path, {
      method,
      headers: { "Content-Type": "application/json" },
      body: body && JSON.stringify(body),
    });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${path}: ${value.error}: ${value.message}`);
    return value;
  }

  go = (url) => this.send("POST", "/url", { url });
  where = () => this.send("GET", "/url");
  reload = () => this.send("POST", "/refresh", {});
  enter = (frame) => this.send("POST", "/frame", { id: frame });
  type = (element, text) => this.send("POST", `/element/${element[ELEMENT]}/value`, { text });

  /** In the middle of the window first: WebDriver scrolls only as far as it must, which may be under the bar at the bottom. */
  async click(element) {
    await this.run((element) => element.scrollIntoView({ block: "center", behavior: "instant" }), element);
    await this.send("POST", `/element/${element[ELEMENT]}/click`, {});
  }

  /** Runs a function inside the page, and waits for a promise that it returns. */
  run = (does, ...args) => this.send("POST", "/execute/sync", { script: `return (${does})(...arguments)`, args });

  async close() {
    await this.send("DELETE", "").catch(() => undefined);
    await this.end();
  }

  /** Kills the browser without warning. */
  async kill() {
    process.kill(this.process, "SIGKILL");
    await this.end();
  }

  async end() {
    const gone = once(this.driver, "exit");
    this.driver.kill();
    await gone;
  }
}

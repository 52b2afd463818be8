// Starts a venue of its own for a test file: a real process on free ports with a data folder that is deleted afterwards.
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const server = path.join(root, 'src/Bourse.Server/bin/Release/net10.0/bourse.dll');

export async function startVenue(...options) {
  const data = await mkdtemp(path.join(tmpdir(), 'bourse-client-'));
  const child = spawn('dotnet', [server, '--data', data, '--urls', 'http://127.0.0.1:0;https://127.0.0.1:0',
    '--seed', 'demo', '--agents', 'off', ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  const output = [];
  child.stderr.on('data', chunk => output.push(chunk.toString()));
  const exited = once(child, 'exit');
  await Promise.race([
    ready(child, output),
    exited.then(() => { throw new Error(`The venue did not start:\n${output.join('')}`); }),
  ]);
  const credentials = JSON.parse(await readFile(path.join(data, 'credentials.json'), 'utf8'));
  return {
    data,
    baseUrl: credentials.baseUrl,
    tlsBaseUrl: credentials.tlsBaseUrl,
    certificateAuthority: await readFile(path.join(data, 'tls/ca.pem')),
    account: name => credentials.accounts.find(account => account.name === name),
    // Runs an operator's command, as in operate('symbol', 'halt', 'BTCUSDT').
    operate: (...command) => promisify(execFile)('dotnet', [server, ...command, '--data', data]),
    // Registers a public key by the command line, as an operator does; returns the API key.
    async registerKey(name, publicKey) {
      const file = path.join(data, 'client-key.pem');
      await writeFile(file, publicKey);
      const { stdout } = await promisify(execFile)('dotnet', [server, 'key', 'create', name, '--public-key', file, '--data', data]);
      return stdout.match(/[A-Za-z0-9]{64}/)[0];
    },
    async stop() {
      child.kill('SIGTERM');
      await exited;
      await rm(data, { recursive: true, force: true });
    },
  };
}

// The venue says "Ready" on a line of its own when it takes requests.
async function ready(child, output) {
  for await (const line of createInterface({ input: child.stdout })) {
    output.push(line + '\n');
    if (line.startsWith('Ready')) {
      child.stdout.resume();
      return;
    }
  }
}

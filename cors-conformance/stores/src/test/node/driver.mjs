// A browser on a page with the SDK. Reads a line `name endpoint checksums accessKey secretKey`: a
// page of that name uses a bucket of its own at that store; answers with a line: what it did, and what is in the bucket.

import { createInterface } from 'node:readline';
import { CreateBucketCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { build } from 'esbuild';
import { launch, serve } from './harness.mjs';

const { outputFiles } = await build({
  entryPoints: ['store-client.mjs'], bundle: true, minify: true, format: 'iife', platform: 'browser', write: false, logLevel: 'error',
});
const site = await serve('page.localhost', {
  '/': { type: 'text/html', text: '<!doctype html><title>A page of another origin</title><script src="client.js"></script>' },
  '/client.js': { type: 'text/javascript', text: outputFiles[0].text },
});
const browser = await launch();
let buckets = 0;

async function use(name, endpoint, requestChecksumCalculation, accessKeyId, secretAccessKey) {
  const credentials = { accessKeyId, secretAccessKey };
  const bucket = `bucket-${process.pid}-${buckets++}`;
  // From here, where there is no browser: without CORS the store works.
  const here = new S3Client({ endpoint, credentials, region: 'us-east-1', forcePathStyle: true });
  await here.send(new CreateBucketCommand({ Bucket: bucket }));
  const tab = await browser.newPage();
  try {
    await tab.goto(`http://${name}:${new URL(site.origin).port}/`);
    const said = await tab.evaluate((about) => window.use(about), { endpoint, credentials, requestChecksumCalculation, bucket });
    const { Contents } = await here.send(new ListObjectsV2Command({ Bucket: bucket }));
    return `${said}; left: ${(Contents ?? []).map((each) => each.Key).join() || 'nothing'}`;
  } finally {
    await tab.close();
  }
}

console.log('ready');
for await (const line of createInterface({ input: process.stdin })) {
  const answer = await use(...line.split(' ')).catch((error) => `broken: ${error.stack}`);
  console.log(answer.replaceAll('\n', ' '));
}
await browser.close();
site.stop();

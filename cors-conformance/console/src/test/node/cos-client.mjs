// On the page: an object written and read by another store's client.

import COS from 'cos-js-sdk-v5';

window.putAndGet = async ({ bucket, port }) => {
  const cos = new COS({ SecretId: 'id', SecretKey: 'key', Protocol: 'http:', Domain: `{Bucket}.localhost:${port}` });
  const target = { Bucket: bucket, Region: 'any', Key: 'written.txt' };
  try {
    const put = await cos.putObject({ ...target, Body: 'written by a page' });
    const got = await cos.getObject(target);
    return { etag: put.ETag ?? put.headers?.etag ?? '', body: String(got.Body) };
  } catch (error) {
    return { error: String(error?.error?.message ?? error?.message ?? JSON.stringify(error)) };
  }
};

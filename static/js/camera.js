// The camera looks for the letter's square code. Pictures stay on this page; its tracks stop as soon as it is left.

import { tick } from "./earcon.js";

const EVERY_MS = 200;
const STRIP_EVERY_MS = 900;
// The strip inside the frame that parts.css draws over the picture, as shares of what is shown.
const STRIP = { left: 0.08, top: 0.4, width: 0.84, height: 0.2, pixels: 1000 };
const DIGITS = /^\d{16}$/;
let eye = null;

function close() {
  if (!eye) return;
  clearInterval(eye.timer);
  eye.stream?.getTracks().forEach((track) => track.stop());
  eye = null;
}

function bring(address) {
  if (window.jsQR) return Promise.resolve();
  return new Promise((done, failed) => {
    const script = Object.assign(document.createElement("script"), { src: address, onload: done, onerror: failed });
    document.head.append(script);
  });
}

function look(video, box) {
  const canvas = document.createElement("canvas");
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  if (!canvas.width) return;
  const paper = canvas.getContext("2d", { willReadFrequently: true });
  paper.drawImage(video, 0, 0);
  const picture = paper.getImageData(0, 0, canvas.width, canvas.height);
  const found = window.jsQR(picture.data, canvas.width, canvas.height)?.data ?? "";
  if (!DIGITS.test(found)) return;
  close();
  tick();
  const field = Object.assign(document.createElement("input"), { type: "hidden", name: box.dataset.camera, value: found });
  const step = document.getElementById("step");
  step.append(field);
  step.requestSubmit();
}

// What is shown is the middle of the picture (object-fit: cover): the strip is cut from that very part.
function cut(video) {
  const scale = Math.max(video.clientWidth / video.videoWidth, video.clientHeight / video.videoHeight);
  const width = video.clientWidth / scale;
  const height = video.clientHeight / scale;
  const left = (video.videoWidth - width) / 2 + STRIP.left * width;
  const top = (video.videoHeight - height) / 2 + STRIP.top * height;
  const canvas = document.createElement("canvas");
  canvas.width = STRIP.pixels;
  canvas.height = Math.round((STRIP.pixels * STRIP.height * height) / (STRIP.width * width));
  const paper = canvas.getContext("2d");
  paper.filter = "grayscale(1)";
  paper.drawImage(video, left, top, STRIP.width * width, STRIP.height * height, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.8));
}

async function sendStrip(video, box) {
  if (!video.videoWidth || eye.busy) return;
  const mine = eye;
  mine.busy = true;
  try {
    const body = new FormData();
    body.append("forgery", document.querySelector('[name="forgery"]').value);
    body.append("strip", await cut(video), "strip.jpg");
    const answer = await fetch(box.dataset.strip, { method: "POST", body });
    if (answer.status === 200 && eye === mine) {
      close();
      tick();
      box.querySelector('[formaction="/continue"]').click();
    }
  } catch {
    // The next strip may come through; typing is always possible.
  }
  mine.busy = false;
}

export async function follow(page) {
  close();
  const box = page.querySelector("[data-camera]");
  if (!box) return;
  const video = box.querySelector("video");
  const mine = (eye = { timer: 0, stream: null });
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    if (eye !== mine) return stream.getTracks().forEach((track) => track.stop());
    mine.stream = stream;
    if (!box.dataset.strip) await bring(box.dataset.reader);
    video.srcObject = stream;
    video.hidden = false;
    // A picture, like other words, needs other room: the sheets are cut again.
    window.dispatchEvent(new Event("resize"));
    await video.play();
    mine.timer = box.dataset.strip
      ? setInterval(() => sendStrip(video, box), STRIP_EVERY_MS)
      : setInterval(() => look(video, box), EVERY_MS);
  } catch {
    box.querySelector("[data-blocked]").hidden = false;
    box.querySelector(".sheet > .line").hidden = true;
    window.dispatchEvent(new Event("resize"));
  }
}

// A camera may only be opened by a page that was allowed it when it was loaded: that page is loaded whole.
document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.path !== "/camera") return;
  event.preventDefault();
  const step = document.getElementById("step");
  step.setAttribute("action", "/camera");
  step.submit();
});
window.addEventListener("pagehide", close);

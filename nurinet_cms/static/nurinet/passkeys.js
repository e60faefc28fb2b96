/* Says in words what allauth's passkey scripts only write to the console. */
(function () {
  "use strict";
  document.addEventListener("allauth.error", function (event) {
    var box = document.getElementById("passkey-error");
    var exception = event.detail && event.detail.exception;
    if (!box) return;
    event.preventDefault();
    box.textContent =
      exception && exception.name === "NotAllowedError"
        ? "패스키 확인을 그만두었거나 시간이 지났습니다. 다시 눌러 주십시오."
        : "이 기기나 브라우저에서는 패스키를 쓸 수 없습니다. 다른 방법을 써 주십시오.";
    box.hidden = false;
  });
})();

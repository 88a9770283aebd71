// A security key or fingerprint: asks the browser, puts its answer into the form, sends the form.
(function () {
  const script = document.currentScript
  const form = document.getElementById('key-form')
  const button = document.getElementById('key-button')
  const problem = document.getElementById('key-problem')
  const answer = form.querySelector('[name=credential]')
  const WORDS = {
    NotAllowedError: '没有完成：可能取消了，或者等得太久。请再试一次。',
    InvalidStateError: '这个安全密钥已经添加过了。',
    SecurityError: '这个网址不能用安全密钥：要用 https 和域名打开本系统。'
  }

  function say (words) {
    problem.textContent = words
    problem.hidden = false
  }

  async function ask () {
    const data = JSON.parse(document.getElementById('key-data').textContent)
    if (script.dataset.does === 'add') {
      const options = data.creation_options
      options.publicKey.authenticatorSelection.residentKey = 'discouraged'
      options.publicKey.authenticatorSelection.requireResidentKey = false
      return window.webauthnJSON.create(options)
    }
    return window.webauthnJSON.get(data.request_options)
  }

  if (!window.PublicKeyCredential) {
    say('这个浏览器不支持安全密钥和指纹，或者本系统不是用 https 打开的。请用手机上的动态口令。')
    return
  }
  button.hidden = false
  button.addEventListener('click', async function () {
    problem.hidden = true
    button.disabled = true
    try {
      answer.value = JSON.stringify(await ask())
      form.submit()
    } catch (error) {
      say(WORDS[error.name] || '没有成功，请再试一次；还不行请用手机上的动态口令。')
      button.disabled = false
    }
  })
})()

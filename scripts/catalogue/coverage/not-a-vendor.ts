/**
 * Hosts that SDKs name without ever sending a room's data there, by the reason why. They are
 * neither a hit nor a miss. A registrable domain stands for all below it.
 */
export const NOT_A_VENDOR: Readonly<Record<string, readonly string[]>> = {
  'a standard, a namespace or its maker': names(`
    xmlsoap.org smpte-ra.org apache.org aomedia.org commonjs.org csswg.org dashif.org ecma-international.org fxtf.org
    iana.org ietf.org jabber.org json.org openjsf.org openxmlformats.org ortc.org rfc-editor.org
    saxproject.org schema.org tc39.es unicode.org w3.org webrtc.org whatwg.org xmpp.org
    publicsuffix.org icu-project.org creativecommons.org opensource.org unlicense.org
    mit-license.org semver.org adobe.com`),
  'documentation, an issue tracker or a discussion': names(`
    dpgr.am snap.com snapchat.com rokt.com bugsnag.com git.io medium.com iandevlin.com appspot.com wordpress.com ecmascript.org lnkit.com aka.ms amazon.com android.com apple.com archive.org arxiv.org atlassian.net bit.ly
    blackberry.com bugzil.la caniuse.com chrome.com chromestatus.com chromium.org codepen.io
    crbug.com css-tricks.com deno.land discourse.group electronjs.org emscripten.org fb.me forms.gle
    github.com github.io githubusercontent.com goo.gl googlecode.com googlesource.com haskell.org
    jestjs.io jsperf.com mdn.io microsoft.com mongodb.org mozilla.org msdn.com mzl.la nodejs.org
    opera.com pastebin.com perfplanet.com python.org quirksmode.org
    rawgit.com react.dev reactjs.org readme.io safaribooksonline.com samsung.com shadertoy.com
    slack.com sourceforge.net stackoverflow.com stanford.edu tinyurl.com vercel.com web.dev
    webglfundamentals.org webkit.org webrtcglossary.com wikipedia.org lge.com moztw.org
    user-agents.net useragentstring.com warting.se yarnpkg.com base64.guru browsers.fyi
    babylonjs.com auth0.com`),
  'a library bundled in the SDK, or its author': names(`
    brett-zamir.me kvz.io locutus.io vanzonneveld.net webtoolkit.info wesley.eti.br hyperelliptic.org ejohn.org perfectionkills.com webvr.rocks whattheheadsaid.com zencdn.net polyfill-fastly.io abdn.ac.uk abelcheung.org addpipe.com ajaxian.com allyoucanleet.com axios-http.com babeljs.io
    bclary.com blindsignals.com bloggeek.me bluebirdjs.com coderholic.com crockford.com
    dojotoolkit.org edwards.name eev.ee feross.org fluidproject.org formatjs.io ghinda.net
    gridster.net haible.de howtocreate.co.uk hsivonen.fi jaubourg.net jitsi.org jonnyreeves.co.uk jquery.com
    jquery.org js.foundation js.org jsonlogic.com jssip.net khngai.com lodash.com lunrjs.com
    mathiasbynens.be modernizr.com mths.be mui.com narwhaljs.org ogcio.gov.hk oli.me.uk
    pajhome.org.uk phpjs.org plala.or.jp promisesaplus.com rochester.edu rumkin.com
    sindresorhus.com sizzlejs.com smedbergs.us socket.io sockjs.org speedscope.app
    spotlightjs.com stevenlevithan.com stevesouders.com stuartk.com tartarus.org tigase.org
    underscorejs.org vitejs.dev yp.to`),
  'a placeholder, a test or code that reads like a host': names(`
    bar.com domain.co.uk random.com test-host.com normal-website.com buzzcast.com acme.com brown.fox cloud.com com.jp common.link dog.ceo evil.com example.com example.net
    example.org foo.com host.com kugou.com lazy.dog lk.chat mix.link room.live
    schedule_.domains scheduleresult.domains server.com server1.com test.com videolan.org your.app
    ipv6-literal.net`),
  'a site the SDK recognises: referrers, crawlers, translators, rivals': names(`
    bilibili.com douyutv.com douyucdn2.cn huomao.tv huya.com smtcdns.net customer.io keen.io ask.com bing.com bingj.com douban.com doubleclick.net googleusercontent.com hotjar.io
    hypefactors.com kaixin001.com lr-ingest.io renren.com sm.cn so.com sogou.com
    vimeo.com weibo.com yahoo.com yandex.com youdao.com zhihu.com`),
  'a public file host the SDK loads itself or a helper from': names(`
    jsdelivr.net unpkg.com`),
  'another company’s service, not (yet) in the catalogue': names(`
    akamai.com cloudflare-dns.com effirst.com giphy.com drmtoday.com keyos.com orientalgame.com.tw`),
};

function names(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

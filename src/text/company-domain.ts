/** Domains of mailboxes that anybody can open: sharing one says nothing about two customers. */
// cspell:disable
const PUBLIC_MAIL = new Set(
  (
    "126.com 163.com aim.com alice.it aol.com arcor.de bigpond.com bluewin.ch bt.com btinternet.com comcast.net duck.com email.cz " +
    "email.de fastmail.com free.fr freenet.de gmail.com gmx.at gmx.ch gmx.com gmx.de gmx.net googlemail.com hey.com hotmail.be " +
    "hotmail.ca hotmail.co.uk hotmail.com hotmail.de hotmail.es hotmail.fr hotmail.it hotmail.nl hushmail.com icloud.com inbox.ru " +
    "interia.pl kpnmail.nl laposte.net libero.it list.ru live.be live.co.uk live.com live.de live.fr live.nl mac.com magenta.de " +
    "mail.com mail.de mail.ru mailbox.org me.com msn.com naver.com neuf.fr o2.pl onet.pl online.de online.no orange.fr outlook.at " +
    "outlook.com outlook.de outlook.es outlook.fr outlook.it pm.me posteo.de proton.me protonmail.com qq.com rambler.ru rediffmail.com " +
    "rocketmail.com seznam.cz sfr.fr skynet.be t-online.de telenet.be terra.com.br tiscali.it tuta.com tutanota.com uol.com.br " +
    "verizon.net virgilio.it vodafone.de wanadoo.fr web.de wp.pl xs4all.nl ya.ru yahoo.ca yahoo.co.jp yahoo.co.uk yahoo.com " +
    "yahoo.com.br yahoo.de yahoo.es yahoo.fr yahoo.it yandex.com yandex.ru ymail.com ziggo.nl zoho.com"
  ).split(" ")
)
// cspell:enable

/**
 * Returns the domain of an e-mail address in lower case, or `undefined` where anybody can open a mailbox.
 *
 * @example
 * companyDomain("Ada@Cedar.example") // "cedar.example"
 */
export const companyDomain = (email: string | null | undefined): string | undefined => {
  const domain = email?.includes("@") ? email.slice(email.lastIndexOf("@") + 1).toLowerCase() : ""
  return domain === "" || PUBLIC_MAIL.has(domain) ? undefined : domain
}

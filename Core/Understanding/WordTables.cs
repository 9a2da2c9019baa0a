using System.Collections.Frozen;

namespace CampaignBot.Core.Understanding;

public sealed partial class WordForms
{
    private static IEnumerable<KeyValuePair<string, string>> EnglishShorthand => Pairs("""
        u: you; ya: you; ur: your; yr: your; r: are; b4: before; 2day: today; 2moro: tomorrow; 2morrow: tomorrow; tmrw: tomorrow; tmr: tomorrow
        2nite: tonight; tonite: tonight; l8r: later; gr8: great; pls: please; plz: please; thx: thanks; thnx: thanks; tnx: thanks; ty: thanks; tysm: thanks; thankyou: thanks
        wanna: want to; gonna: going to; gotta: got to; gimme: give me; lemme: let me; dunno: dont know; idk: i dont know
        wat: what; wut: what; wht: what; whats: what is; wats: what is; wen: when; whens: when is; wher: where; wheres: where is; hw: how; hows: how is; whos: who is
        im: i am; abt: about; bc: because; cuz: because; coz: because; ppl: people; rn: now; sry: sorry; ok: okay; k: okay
        msg: message; msgs: messages; txt: text; txts: texts
        """);

    private static IEnumerable<KeyValuePair<string, string>> SpanishShorthand => Pairs("""
        q: que; qe: que; ke: que; xq: porque; pq: porque; porq: porque; xk: porque; x: por; xfa: por favor; xfavor: por favor; porfa: por favor; plis: por favor
        tb: tambien; tmb: tambien; tbn: tambien; tmbn: tambien; bn: bien; dnd: donde; dond: donde; dnde: donde; adonde: donde; cmo: como; cdo: cuando; cndo: cuando; cnd: cuando; kuando: cuando
        kiero: quiero; qiero: quiero; kien: quien; aki: aqui; pa: para; xa: para; toy: estoy; tngo: tengo; grax: gracias; grcs: gracias; grasias: gracias; ola: hola
        msj: mensaje; msjs: mensajes
        """);

    /// <summary>Words that mean the same to a campaign, and what could be another word where the language is not known.</summary>
    private static IEnumerable<KeyValuePair<string, string>> EnglishKin => Pairs("""
        y: why; b: be; c: see; n: and; k: ok; 2: to; 4: for; w: with; wo: without; whys: why; cause: because; smth: something; sth: something; asap: soon; gotta: have; idk: unknown
        dont: not; doesnt: not; didnt: not; cant: cannot; wont: not; isnt: not; arent: not; wasnt: not; havent: not; hasnt: not; couldnt: not; shouldnt: not; ive: i; ill: i; id: id
        registration: register; reg: register; regist: register; info: information; addr: address; loc: location; appt: appointment; govt: government; gov: government
        mins: minutes; hrs: hours; hr: hour; yrs: years; yr: year; tel: phone; ph: phone
        nov: november; oct: october; sept: september; sep: september; apr: april; sat: saturday; sun: sunday; tues: tuesday; tue: tuesday; wed: wednesday; thurs: thursday; fri: friday
        absentee: mail; ballet: ballot; balot: ballot; vot: vote; dl: license; licence: license; lisence: license; drivers: driver
        """);

    /// <inheritdoc cref="EnglishKin"/>
    private static IEnumerable<KeyValuePair<string, string>> SpanishKin => Pairs("""
        k: que; d: de; dl: del; cm: como; ta: esta; pf: porfavor; hr: hora; hrs: horas; tel: telefono; info: informacion
        bota: voto; botar: votar; boto: voto; votasion: votacion; elecion: eleccion; eleciones: elecciones; nov: noviembre; oct: octubre; sep: septiembre; abr: abril
        urna: casilla; mudado: mude; mudarme: mude; inscribirme: registrarme; inscripcion: registro; empadronar: registrar; banqueta: acera; vereda: acera; camion: autobus; bus: autobus; guagua: autobus
        """);

    private static IEnumerable<string> EnglishCommon => Words("""
        a an the and or but if then so as of at by for from in into on onto to with about is are was were be been being am
        do does did doing have has had having will would can could should shall may might must this that these those it its
        i me my mine you your yours he him his she her we us our they them their there here what which whom whose
        not no nor only just also too very more most some any all each other than out up down over under again
        """);

    private static IEnumerable<string> SpanishCommon => Words("""
        a al ante bajo con contra de del desde durante en entre hacia hasta para por segun sin sobre tras y e o u ni pero si
        el la los las lo un una unos unas este esta estos estas ese esa esos esas eso esto aquel aquella le les me mi mis te tu tus se su sus nos nuestro nuestra
        yo usted ustedes el ella ellos ellas nosotros que
        es son era eran ser sido soy estar esta estan estoy estaba fue hay haber ha han he tengo tiene tienen hacer hace hago
        no ya muy mas menos tambien solo todo toda todos todas otro otra aqui ahi alli va van voy
        """);

    /// <summary>Before what is asked, these say only that something is; folded, longer ones before those they begin with.</summary>
    private static readonly string[] Openers = """
        is it true that; is it true; is it so that; true or false; can you tell me; could you tell me; can u tell me; can you please tell me; please tell me; tell me; do you know; i want to know; i would like to know
        i need to know; i was wondering; just wondering; quick question; i have a question; i heard that; i heard; i read that; they say that; they say; someone told me that; someone told me; someone texted me that; somebody said that; somebody said; its about; this is about
        es cierto que; es verdad que; es cierto; es verdad; cierto o falso que; cierto o falso; verdadero o falso; me puede decir; me podria decir; me puedes decir; puede decirme; digame; quiero saber; quisiera saber; necesito saber
        sabe usted; una pregunta; tengo una pregunta; dicen que; me dijeron que; me dicen que; oi que; escuche que; lei que; alguien me dijo que; se trata de; es sobre
        """.Split([';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Spanish says these of what was named before without naming it again.</summary>
    private static readonly FrozenSet<string> Subjectless = Words("abre abren cierra cierran queda quedan cuesta cuestan empieza empiezan termina terminan").ToFrozenSet(StringComparer.Ordinal);

    private static IEnumerable<string> EnglishAsking => Words("where when who how why");

    private static IEnumerable<string> SpanishAsking => Words("donde cuando quien quienes como porque cuanto cuanta cuantos cuantas cual cuales");

    private static IEnumerable<string> EnglishCourtesies => Words("please thanks thank hi hello hey fuck fucking hell heck damn");

    private static IEnumerable<string> SpanishCourtesies => Words("favor porfavor gracias hola buenas buenos chingados carajo carajos diablos demonios");

    private static IEnumerable<string> EnglishEndings => Words("ing tion ed ly th ght ck ll ow ay y k w");

    private static IEnumerable<string> SpanishEndings => Words("cion mente ando iendo ado ida ido ar er ir os as ito ita aje ez o a");

    private static IEnumerable<string> Words(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal);

    private static IEnumerable<KeyValuePair<string, string>> Pairs(string text) =>
        from pair in text.Split([';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        let colon = pair.IndexOf(':', StringComparison.Ordinal)
        select KeyValuePair.Create(pair[..colon], pair[(colon + 2)..]);
}

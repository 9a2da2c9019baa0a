namespace CampaignBot.Core.Understanding;

public sealed partial class WordForms
{
    private static IEnumerable<KeyValuePair<string, string>> EnglishShorthand => Pairs("""
        u you  ya you  ur your  yr your  r are  y why  b be  c see  n and  k ok  2 to  4 for  b4 before  w with  wo without
        2day today  2moro tomorrow  2morrow tomorrow  tmrw tomorrow  tmr tomorrow  2nite tonight  tonite tonight  l8r later  gr8 great
        pls please  plz please  thx thanks  thnx thanks  tnx thanks  ty thanks  tysm thanks  thankyou thanks
        wat what  wut what  wht what  whats what  wats what  wen when  whens when  wher where  wheres where  hw how  hows how  whos who  whys why
        abt about  bc because  cuz because  cause because  ppl people  smth something  sth something  rn now  asap soon
        dont not  doesnt not  didnt not  cant cannot  wont not  isnt not  arent not  wasnt not  havent not  hasnt not  couldnt not  shouldnt not
        im i  ive i  ill i  id id  idk unknown  gonna going  wanna want  gotta have  lemme let  gimme give
        registration register  reg register  regist register  info information  addr address  loc location  appt appointment  govt government  gov government
        mins minutes  hrs hours  hr hour  yrs years  yr year  msg message  msgs messages  txt text  txts texts  tel phone  ph phone
        nov november  oct october  sept september  sep september  apr april  sat saturday  sun sunday  tues tuesday  tue tuesday  wed wednesday  thurs thursday  fri friday
        absentee mail  ballet ballot  balot ballot  vot vote  dl license  licence license  lisence license  drivers driver
        """);

    private static IEnumerable<KeyValuePair<string, string>> SpanishShorthand => Pairs("""
        q que  k que  qe que  ke que  xq porque  pq porque  porq porque  xk porque  x por  xfa porfavor  xfavor porfavor  pf porfavor  porfa porfavor  plis porfavor
        d de  dl del  tb tambien  tmb tambien  tbn tambien  tmbn tambien  bn bien  dnd donde  dnde donde  adonde donde  cm como  cmo como  cdo cuando  cnd cuando  kuando cuando  kiero quiero
        pa para  toy estoy  ta esta  hr hora  hrs horas  msj mensaje  msjs mensajes  tel telefono  info informacion  grax gracias  grcs gracias  grasias gracias  ola hola
        bota voto  botar votar  boto voto  votasion votacion  elecion eleccion  eleciones elecciones  nov noviembre  oct octubre  sep septiembre  abr abril
        urna casilla  mudado mude  mudarme mude  inscribirme registrarme  inscripcion registro  empadronar registrar  banqueta acera  vereda acera  camion autobus  bus autobus  guagua autobus
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

    private static IEnumerable<string> EnglishAsking => Words("where when who how why");

    private static IEnumerable<string> SpanishAsking => Words("donde cuando quien quienes como porque cuanto cuanta cuantos cuantas cual cuales");

    private static IEnumerable<string> EnglishCourtesies => Words("please thanks thank hi hello hey");

    private static IEnumerable<string> SpanishCourtesies => Words("favor porfavor gracias hola buenas buenos");

    private static IEnumerable<string> EnglishEndings => Words("ing tion ed ly th ght ck ll ow ay y k w");

    private static IEnumerable<string> SpanishEndings => Words("cion mente ando iendo ado ida ido ar er ir os as ito ita aje ez o a");

    private static IEnumerable<string> Words(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal);

    private static IEnumerable<KeyValuePair<string, string>> Pairs(string text) => text
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Chunk(2)
        .Select(pair => KeyValuePair.Create(pair[0], pair[1]));
}

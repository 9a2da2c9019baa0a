using System.Collections.Frozen;

namespace CampaignBot.Core.Understanding.Entities;

/// <summary>Words that tell names from other words where capitals don't.</summary>
internal static class NameWords
{
    /// <summary>Given names that are common in the United States, in English and Spanish, and no everyday word.</summary>
    private static readonly FrozenSet<string> Given = Set("""
        james robert john michael david william richard joseph thomas charles christopher daniel matthew anthony donald steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas
        eric jonathan stephen larry justin scott brandon benjamin samuel gregory frank alexander raymond patrick jack dennis jerry tyler aaron jose henry adam douglas nathan peter zachary kyle walter ethan jeremy harold keith noah carl
        gerald terry sean arthur austin roger lawrence jesse dylan bryan joe jordan billy bruce albert willie gabriel logan alan juan wayne elijah randy roy vincent ralph eugene russell bobby mason philip louis ernest martin craig stanley
        leonard nathaniel shawn todd derek dale travis marcus luis carlos alex liam lucas owen mike dave steve chris matt tony jim bob tom dan joey andy greg josh sam ben nick
        mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley kimberly emily donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura cynthia kathleen
        amy angela shirley anna brenda pamela emma nicole helen samantha katherine christine debra rachel carolyn janet catherine maria heather diane ruth julie olivia joyce virginia victoria kelly lauren christina joan evelyn judith megan
        andrea cheryl hannah jacqueline martha gloria teresa ann sara madison frances kathryn janice jean abigail alice julia judy sophia denise amber doris marilyn danielle beverly isabella theresa diana natalie brittany charlotte marie
        kayla alexis lori jane jenny kate katie liz sue beth becky cathy cindy debbie peggy tina wendy tammy tracy tanya latoya keisha jamal deshawn tyrone darnell lakisha priya ravi mohammed muhammad fatima ahmed ali omar wei ming nguyen linh
        mark will bill rose harry ray gene dean drew carl fred alfred theodore ted clarence earl earnest ernie leon leroy lloyd lewis clyde clifford cliff chester cecil calvin clayton clinton curtis cody corey cory craig dallas danny darrell darren darryl dwayne dwight
        duane dustin eddie edgar edwin elmer eli evan floyd franklin gerard gilbert glen glenn gordon greg harvey herbert herman homer howard ian irving ivan jacob jake jared jay jerome jimmy jimmie joel johnny johnnie jon jordan julian junior karl
        kenny kent kirk kurt kyle lance lee leo leslie lester levi lonnie luke luther lyle lynn marcus marion marshall marty marvin maurice max melvin micheal milton mitchell morris nathaniel neil nelson norman oliver perry phillip preston quentin ralph randall
        reginald rene rick ricky rob robbie rod roderick rodney roland ron ronnie ross ruben rudy rufus russ sammy seth shane sherman sidney spencer stan steve stuart sylvester ted terrance terrence tim timmy toby tommy travis trevor troy tyler vernon
        virgil wade wallace warren wesley wilbur willard willie winston zach abby ada adele agnes aimee alberta alexandra alison allison alma amelia angelica angelina anita annabelle anne annette annie antonia arlene audrey ava bernice bertha bessie
        bethany betsy beulah billie bobbie bonnie brandi brandy bridget brooke caitlin camille candace candice carla carly carmela caroline carrie casey cassandra cassie cecilia celia charlene chelsea chloe christie christy claire clara colleen connie
        constance cora courtney crystal daisy dana darlene delia della desiree dianne dixie dolly dora dorothea edith edna eileen elaine eleanor ella ellen eloise elsa elsie emilie emilia erica erika erin erma esmeralda estelle ethel eunice evangeline
        fannie faye felicia fern flora florence fran francine gail gayle geneva genevieve georgia geraldine gertrude gina ginger gladys glenda gretchen grace gwen gwendolyn harriet hattie hazel heidi henrietta hilda holly ida imogene ingrid iris irene
        jackie jan jana janelle janie jasmine jeanette jeanne jeannie jenna jennie jessie jill jo joann joanna joanne jodi jody josephine juanita judi kara kari karla kathy katrina kay kaylee kelli kellie kendra kerry kim krista kristen kristi kristin
        kristina kristine krystal latasha laurie leah lela lena leona leslie lila lillian lillie lindsay lindsey liza lois lola loretta lorraine louise lucille lucy lula luna lydia lynda lynette mabel madeline mae maggie mandy marcella marci marcia margarita
        margie marguerite mariana marian marianne marion marjorie marlene marsha maryann mattie maureen maxine mckenzie melanie melinda mercedes meredith mia michele mildred mindy minnie misty mollie molly mona muriel myra myrtle nadine naomi natasha
        nellie nettie nina nora norah opal ora pam pat patsy patti patty paula pauline pearl penny phyllis polly priscilla rachael ramona regina rena rhonda rita roberta robin robyn rochelle rosalie rosemary rosie roxanne ruby ruthie sabrina sadie sally
        sandy savannah selena shannon shari sheila shelia shelley shelly sherri sherry sheryl sheri sierra silvia simone stacey stacy stella sue susie suzanne sybil sylvia tabitha tamara tami tanya tara tasha taylor teri terri thelma tiffany tonya tracey
        tricia trisha trudy valerie vanessa velma vera vicki vickie vicky viola violet vivian wanda whitney willa wilma winifred yvette yvonne zoe
        jesus francisco antonio manuel alejandro pedro miguel jorge fernando ricardo roberto eduardo javier rafael raul sergio mario alberto arturo oscar ruben enrique guillermo armando ernesto julio cesar gerardo hector hugo ignacio
        ivan jaime joaquin leonardo lorenzo marco mauricio pablo ramon rodrigo salvador santiago tomas vicente victor adrian alfonso alfredo andres angel diego emilio esteban felipe gustavo gilberto humberto israel joel mateo matias
        guadalupe lupe juana rosa carmen josefina margarita silvia leticia elena alejandra beatriz blanca claudia cristina daniela elvia estela eva fabiola gabriela graciela irma isabel josefa karina lorena lucia luisa luz magdalena
        marisol mercedes monica norma patricia paola pilar raquel rocio sofia sonia susana valentina valeria vanessa veronica viviana ximena yolanda yesenia ana adriana alicia alma amalia araceli catalina dolores esperanza esther
        aisha amina khadija hassan hussein ibrahim yusuf abdul abdi mohamed kwame kofi tuan bao hoa minh thanh huong hung duc phuong quang vinh kenji hiroshi yuki sanjay anil sunita deepak rajesh vijay arjun denise tasha
        ramiro amparo rogelio leonor eusebio fidel genaro nayeli citlali xiomara yahir
        consuelo ines itzel jimena lourdes maribel marta martina miriam noemi ofelia olga paulina rosario teresa xochitl yadira zoila concepcion socorro
        """);

    private static readonly FrozenSet<string> Particles = Set("de del la las los y van von der den da di du bin ibn st san santa mc mac");

    private static readonly FrozenSet<string> Endings = Set("jr sr ii iii iv");

    /// <summary>Words after "my name is" or "soy" that are no name.</summary>
    private static readonly FrozenSet<string> NoNames = Set("""
        not wrong misspelled mispelled missing spelled different incorrect changed listed registered hyphenated common private important secret mud gone there still never ok okay fine good great bad sorry sure ready new old here back late done
        calling texting writing looking trying wondering asking interested voting registering moving living working going planning hoping happy sad mad angry confused lost tired sick disabled deaf blind homeless retired single married
        voter citizen student democrat republican independent volunteer resident american mexican immigrant felon veteran senior teacher nurse mom dad mother father wife husband son daughter neighbor undecided eligible allowed able afraid
        maybe speaking hablando iglesia later tomorrow today tonight now again anytime asap please pls thanks thank hi hello hey yes yeah yep nope need want live vote like have got get know think said say see called call text email from with about because but and or
        urgent question help info spanish english back me you him her us them when where what how why who which
        quiero quisiera necesito tengo vivo busco llamo estoy puedo pregunto escribo hablo mando deseo voy vengo trabajo voto pero porque para desde cuando donde como gracias hola buenas buenos adios favor incorrecto equivocado mal bien
        ciudadano ciudadana residente votante estudiante mexicano mexicana hispano hispana latino latina americano americana inmigrante nuevo nueva mayor menor discapacitado discapacitada sordo sorda ciego ciega jubilado jubilada
        democrata republicano republicana independiente voluntario voluntaria vecino vecina dueno duena padre madre mama papa hijo hija maestro maestra enfermera soltero soltera casado casada elegible humano humana robot bot persona
        muy tan asi aqui alli hoy manana nada nadie alguien quien igual diferente
        """);

    private static readonly FrozenSet<string> Kin = Set("""
        daughter son wife husband mother father mom dad sister brother aunt uncle cousin friend neighbor neighbour grandma grandpa grandmother grandfather partner roommate boss niece nephew fiance
        hija hijo esposa esposo marido madre padre mama papa hermana hermano tia tio prima primo amiga amigo vecina vecino abuela abuelo cunada cunado novia novio suegra suegro sobrina sobrino jefe jefa
        """);

    private static readonly FrozenSet<string> Partings = Set("thanks thx regards sincerely best cheers respectfully yours gracias saludos atentamente cordialmente");

    /// <summary>What people call those of whom they speak by name: "my daughter Aisha".</summary>
    public static bool IsKin(string word) => Kin.Contains(word);

    /// <summary>What stands before the name at the end of a letter.</summary>
    public static bool IsParting(string word) => Partings.Contains(word);

    public static bool IsGiven(string word) => Given.Contains(word);

    public static bool IsParticle(string word) => Particles.Contains(word);

    public static bool IsEnding(string word) => Endings.Contains(word);

    /// <summary>Whether a word can be part of a name.</summary>
    public static bool MayBeName(string word) =>
        Given.Contains(word) || (!NoNames.Contains(word) && !WordForms.English.IsCommon(word) && !WordForms.Spanish.IsCommon(word));

    private static FrozenSet<string> Set(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}

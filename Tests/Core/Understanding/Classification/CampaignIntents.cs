using CampaignBot.Core.Understanding.Classification;
using CampaignBot.Training;

namespace CampaignBot.Tests.Core.Understanding.Classification;

/// <summary>A small made-up set in both languages, and the model trained from it once for all tests.</summary>
internal static class CampaignIntents
{
    /// <summary>The defaults but for a smaller network, which is enough here.</summary>
    public static IntentTrainerOptions Options { get; } = new() { Hidden = 32 };

    public static IntentModel Model => Trained.Value;

    public static IReadOnlyList<IntentExample> Examples { get; } =
    [
        .. Of("voting.where", "en", "where do i vote", "where is my polling place", "which polling station do i go to", "what is my voting location",
            "find my polling place", "where can i cast my ballot", "address of my polling station", "where should i go to vote on election day",
            "is my polling place the school on main street", "tell me where to vote"),
        .. Of("voting.where", "es", "dónde voto", "dónde está mi centro de votación", "a qué casilla me toca ir", "cuál es mi lugar de votación",
            "en qué lugar tengo que votar", "dirección de mi centro de votación", "dónde puedo emitir mi voto", "dime dónde votar",
            "a dónde voy a votar el día de la elección", "buscar mi casilla"),
        .. Of("voting.register", "en", "how do i register to vote", "am i registered", "i need to register", "what is the deadline to register",
            "check my voter registration", "can i still register to vote", "i moved and must update my registration", "register me to vote online",
            "is it too late to register", "registration deadline please"),
        .. Of("voting.register", "es", "cómo me registro para votar", "estoy registrado", "necesito registrarme", "cuál es la fecha límite para registrarse",
            "revisar mi registro de votante", "todavía puedo registrarme", "me mudé y debo actualizar mi registro", "quiero registrarme en línea",
            "ya es tarde para registrarme", "inscribirme para votar"),
        .. Of("volunteer", "en", "i want to volunteer", "how can i help the campaign", "sign me up to knock on doors", "can i make phone calls for you",
            "i would like to help out", "do you need volunteers", "i have time on weekends to help", "where do i sign up to volunteer",
            "put me down for canvassing", "let me help with the phone bank"),
        .. Of("volunteer", "es", "quiero ser voluntario", "cómo puedo ayudar a la campaña", "apúntame para tocar puertas", "puedo hacer llamadas por ustedes",
            "me gustaría ayudar", "necesitan voluntarios", "tengo tiempo los fines de semana para ayudar", "dónde me apunto como voluntaria",
            "quiero colaborar con la campaña", "ponme para hacer llamadas"),
        .. Of("donate", "en", "how do i donate", "i want to give money", "can i make a contribution", "donate twenty dollars", "where do i send a check",
            "do you take donations by card", "i would like to contribute to the campaign", "link to donate", "set up a monthly donation", "chip in five bucks"),
        .. Of("donate", "es", "cómo puedo donar", "quiero dar dinero", "puedo hacer una contribución", "donar veinte dólares", "a dónde mando un cheque",
            "aceptan donaciones con tarjeta", "quisiera contribuir con dinero", "enlace para donar", "quiero hacer un donativo mensual", "aportar cinco dólares"),
        .. Of("person", "en", "can i talk to a person", "i want to speak with someone", "connect me to a human", "is there a real person there",
            "let me talk to the staff", "have somebody call me", "i need a human being", "give me an agent", "stop the robot i want a person",
            "can someone from the team answer me"),
        .. Of("person", "es", "puedo hablar con una persona", "quiero hablar con alguien", "comuníqueme con un humano", "hay una persona de verdad ahí",
            "déjame hablar con el equipo", "que alguien me llame", "necesito que me atienda una persona", "pásame con un agente",
            "no quiero un robot sino una persona", "alguien del equipo me puede contestar"),
        .. Of("events", "en", "when is the next rally", "what events are coming up", "is there a town hall this week", "where is the meeting on saturday",
            "i want to come to the rally", "list upcoming events near me", "what time does the town hall start", "any events this weekend",
            "rsvp for the rally", "when will the candidate be in town"),
        .. Of("events", "es", "cuándo es el próximo mitin", "qué eventos hay", "hay una reunión esta semana", "dónde es el evento del sábado",
            "quiero ir al mitin", "lista de eventos cerca de mí", "a qué hora empieza la reunión", "algún evento este fin de semana",
            "confirmar mi asistencia al mitin", "cuándo viene la candidata"),
        .. Of(null, "en", "what is the weather like", "tell me a joke", "who won the game last night", "how do i bake bread", "play some music",
            "what is the capital of france", "my car will not start", "book me a flight to denver", "do you like pizza", "translate this for me"),
        .. Of(null, "es", "qué tiempo hace", "cuéntame un chiste", "quién ganó el partido anoche", "cómo hago pan", "pon música",
            "cuál es la capital de francia", "mi carro no arranca", "resérvame un vuelo a denver", "te gusta la pizza", "traduce esto"),
    ];

    private static readonly Lazy<IntentModel> Trained = new(() => new IntentTrainer(Options).Train(Examples));

    private static IEnumerable<IntentExample> Of(string? intent, string language, params string[] texts) =>
        texts.Select(text => new IntentExample(text, intent, language));
}

namespace Microsoft.Bot.Schema;

/// <summary>What an activity is: the value of its <c>type</c>.</summary>
public static class ActivityTypes
{
    public const string ContactRelationUpdate = "contactRelationUpdate";
    public const string ConversationUpdate = "conversationUpdate";
    public const string EndOfConversation = "endOfConversation";
    public const string Event = "event";
    public const string Delay = "delay";
    public const string DeleteUserData = "deleteUserData";
    public const string Handoff = "handoff";
    public const string InstallationUpdate = "installationUpdate";
    public const string Invoke = "invoke";
    public const string Message = "message";
    public const string MessageDelete = "messageDelete";
    public const string MessageReaction = "messageReaction";
    public const string MessageUpdate = "messageUpdate";
    public const string Suggestion = "suggestion";
    public const string Trace = "trace";
    public const string Typing = "typing";
    public const string Command = "command";
    public const string CommandResult = "commandResult";
}

/// <summary>Activity types that only an adapter sees; no channel carries them.</summary>
public static class ActivityTypesEx
{
    /// <summary>Asks the adapter to wait for as many milliseconds as the activity's value says.</summary>
    public const string Delay = "delay";

    /// <summary>Carries the answer to an invoke in the activity's value.</summary>
    public const string InvokeResponse = "invokeResponse";
}

/// <summary>Names of the events with which an adapter starts a turn of its own.</summary>
public static class ActivityEventNames
{
    public const string ContinueConversation = "ContinueConversation";
    public const string CreateConversation = "CreateConversation";
}

/// <summary>What happens when a button is pressed: the <c>type</c> of a <see cref="CardAction"/>.</summary>
public static class ActionTypes
{
    public const string OpenUrl = "openUrl";
    public const string ImBack = "imBack";
    public const string PostBack = "postBack";
    public const string PlayAudio = "playAudio";
    public const string PlayVideo = "playVideo";
    public const string ShowImage = "showImage";
    public const string DownloadFile = "downloadFile";
    public const string Signin = "signin";
    public const string Call = "call";
    public const string Payment = "payment";
    public const string MessageBack = "messageBack";
#pragma warning disable IDE1006 // The name is given by the Bot Framework.
    public const string openApp = "openApp";
#pragma warning restore IDE1006
}

/// <summary>How urgent an activity is.</summary>
public static class ActivityImportance
{
    public const string Low = "low";
    public const string Normal = "normal";
    public const string High = "high";
}

/// <summary>How several attachments are laid out.</summary>
public static class AttachmentLayoutTypes
{
    public const string List = "list";
    public const string Carousel = "carousel";
}

/// <summary>How the sender wants an activity delivered, or answered.</summary>
public static class DeliveryModes
{
    public const string Normal = "normal";
    public const string Notification = "notification";

    /// <summary>The replies are wanted in the response to the request.</summary>
    public const string ExpectReplies = "expectReplies";

    public const string Ephemeral = "ephemeral";
}

/// <summary>Why a conversation ended.</summary>
public static class EndOfConversationCodes
{
    public const string Unknown = "unknown";
    public const string CompletedSuccessfully = "completedSuccessfully";
    public const string UserCancelled = "userCancelled";
    public const string BotTimedOut = "botTimedOut";
    public const string BotIssuedInvalidMessage = "botIssuedInvalidMessage";
    public const string ChannelFailed = "channelFailed";
}

/// <summary>Names of the events that hand a conversation over to a person.</summary>
public static class HandoffEventNames
{
    public const string InitiateHandoff = "handoff.initiate";
    public const string HandoffStatus = "handoff.status";
}

/// <summary>Whether the bot waits for input after an activity.</summary>
public static class InputHints
{
    public const string AcceptingInput = "acceptingInput";
    public const string IgnoringInput = "ignoringInput";
    public const string ExpectingInput = "expectingInput";
}

/// <summary>What an installation update says.</summary>
public static class InstallationUpdateActionTypes
{
    public const string Add = "add";
    public const string Remove = "remove";
}

/// <summary>The reactions every channel knows.</summary>
public static class MessageReactionTypes
{
    public const string Like = "like";
    public const string PlusOne = "plusOne";
}

/// <summary>Who an account stands for.</summary>
public static class RoleTypes
{
    public const string User = "user";
    public const string Bot = "bot";
    public const string Skill = "skill";
}

/// <summary>How an activity's text is to be read.</summary>
public static class TextFormatTypes
{
    public const string Markdown = "markdown";
    public const string Plain = "plain";
    public const string Xml = "xml";
}

using Afterword.Core.FollowThrough;
using Afterword.Core.Templates;
using Afterword.Core.Updates;
using Afterword.Core.Updates.Facts;

namespace Afterword.Server.Data.Telling;

/// <summary>The words of what the cadence says is owed, from the facts as they are now.</summary>
internal static class OwedWords
{
    /// <summary>Whether its words can be written; what has none waits until they can.</summary>
    public static bool CanWrite(Obligation owed) =>
        TemplateCatalog.Find(owed.Kind, owed.Audience) is not null;

    /// <summary>The words; null where no template ships, or the item is gone.</summary>
    public static Words? Write(Obligation owed, InternalFacts facts, Site site) =>
        Newsroom.Write(owed.About, facts, site);
}

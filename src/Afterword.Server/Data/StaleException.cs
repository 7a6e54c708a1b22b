using Afterword.Core.Events;

namespace Afterword.Server.Data;

/// <summary>Somebody else saved in between: nothing was changed. Pages show both versions, the API answers 412.</summary>
/// <param name="version">The version that stands now.</param>
internal sealed class StaleException(int version)
    : Exception($"Version {version} was saved in between.")
{
    public int Version { get; } = version;
}

internal static class Expecting
{
    /// <summary>Goes on only when the noun is still what the editor saw.</summary>
    /// <exception cref="StaleException">It is not.</exception>
    public static void Expect(this Noun noun, int? version)
    {
        if (version is not null && version != noun.Version)
        {
            throw new StaleException(noun.Version);
        }
    }
}

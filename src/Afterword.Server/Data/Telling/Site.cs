using Afterword.Core;

namespace Afterword.Server.Data.Telling;

/// <summary>How this installation calls things: the prefixes of keys and the address people reach it at.</summary>
/// <param name="Keys">The prefixes.</param>
/// <param name="Root">The address of the home page, with a slash at its end.</param>
internal sealed record Site(KeyPrefixes Keys, Uri Root)
{
    /// <summary>The full address of a page.</summary>
    /// <param name="path">Without a slash in front.</param>
    public Uri Address(string path) => new(Root, path);
}

using Afterword.Core;
using Afterword.Core.Templates;
using Afterword.Server.Data.Settings;

namespace Afterword.Server.Data.Telling;

/// <summary>How this installation calls things: the prefixes of keys, the address people reach it at, and its own words.</summary>
/// <param name="Keys">The prefixes.</param>
/// <param name="Root">The address of the home page, with a slash at its end.</param>
/// <param name="MailHost">The domain in the ids of our messages.</param>
/// <param name="Templates">The templates in force.</param>
internal sealed record Site(KeyPrefixes Keys, Uri Root, string MailHost, TemplateBook Templates)
{
    /// <summary>The site as it is set now.</summary>
    /// <param name="organization">The settings.</param>
    /// <param name="listens">The addresses the server listens on, between semicolons: the first stands in for a public address nobody set.</param>
    /// <param name="templates">The templates in force.</param>
    public static Site Of(
        OrganizationSettings organization,
        string? listens,
        TemplateBook templates
    )
    {
        var address =
            organization.PublicUrl.Length > 0
                ? organization.PublicUrl
                : listens?.Split(';')[0].Trim() ?? "http://127.0.0.1:5080";
        // A wildcard such as http://*:80 is no address anybody can open.
        var root = Uri.TryCreate($"{address.TrimEnd('/')}/", UriKind.Absolute, out var url)
            ? url
            : new Uri("http://localhost/");
        return new Site(organization.Keys, root, organization.MessageHost, templates);
    }

    /// <summary>Whether an operator set a domain for our messages, by itself or by the public address.</summary>
    public bool HasMailHost => !MailHost.EndsWith(".invalid", StringComparison.Ordinal);

    /// <summary>The full address of a page.</summary>
    /// <param name="path">Without a slash in front.</param>
    public Uri Address(string path) => new(Root, path);
}

namespace Afterword.Server.Shell;

/// <summary>What a page says for a status code: what happened, what was kept, what to do.</summary>
internal static class WrongWords
{
    public static (string Title, string Text) For(int status) =>
        status switch
        {
            400 => (
                "This form could not be read",
                "It may have been open for a long time, or the page has changed since. Nothing was saved. Go back, reload the page and send it again."
            ),
            401 => ("Please sign in", "This page is for people who are signed in."),
            403 => (
                "This page is not for your role",
                "Nothing is wrong with your account. An administrator can give you the role that this needs, or do it for you."
            ),
            404 => (
                "There is nothing here",
                "The page may have moved, or it is about something that only named people may see. If you followed a link, ask the person who sent it."
            ),
            405 => (
                "That link only works from its form",
                "Go back to the page it came from and use the button there."
            ),
            413 => (
                "That was too large",
                "The server takes less than this at once. Nothing was saved. Send a smaller file or a shorter text."
            ),
            429 => (
                "Too many tries",
                "To keep accounts safe, we pause after several tries in a row. Wait a minute, then try again."
            ),
            503 => (
                "Not ready yet",
                "The server is starting, upgrading or short of its database. Nothing was lost. Try again in a minute."
            ),
            507 => (
                "The server's disk is full",
                "Nothing was saved; what was saved before is safe and can be read. Keep what you typed and try again once whoever runs this server has made room."
            ),
            _ => (
                "Something went wrong on our side",
                "What you sent may not have been saved; what was saved before is safe. Try again; if it happens twice, tell whoever runs this server."
            ),
        };
}

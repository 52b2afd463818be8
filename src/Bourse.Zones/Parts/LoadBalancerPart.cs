using System.Globalization;

namespace Bourse.Zones.Parts;

/// <summary>The zone's HAProxy, in front of the nodes of all zones.</summary>
internal static class LoadBalancerPart
{
    public const string ConfigurationFile = "haproxy.cfg";
    public const string Backend = "nodes";
    public const string Socket = "admin.sock";

    private const string Overloaded =
        """{"code":-1008,"msg":"Server is currently overloaded with other requests. """
        + """Please try again in a few minutes."}""";

    private const string Unknown =
        """{"code":-1007,"msg":"Timeout waiting for response from backend server. """
        + """Send status unknown; execution status unknown."}""";

    public static PlannedPart Plan(ZonePlan plan, IReadOnlyList<NodeAddress> nodes)
    {
        PartDefinition part = plan.Define("haproxy", PartKind.LoadBalancer, ZonePlan.FirstStage, Ports.LoadBalancer,
            $"http://{plan.Zone.Address}:{Ports.LoadBalancerState}/alive");
        return new PlannedPart(
            part with { Command = ["haproxy", "-W", "-f", ConfigurationFile], User = "haproxy" },
            new Dictionary<string, string>
            {
                [ConfigurationFile] = Configuration(part.Folder, plan.Zone.Address, nodes),
                ["502.http"] = Answer("502 Bad Gateway", Unknown),
                ["503.http"] = Answer("503 Service Unavailable", Overloaded),
                ["504.http"] = Answer("504 Gateway Time-out", Unknown),
            });
    }

    /// <summary>
    /// A request is sent to a second node only when it did not reach the first; a node is left out after two failed
    /// checks or connections, and what it works on then is not cut off. A connection that a client keeps is told of its
    /// end with the next response, so that a reload never meets a request on its way.
    /// </summary>
    public static string Configuration(string folder, string at, IReadOnlyList<NodeAddress> nodes) =>
        $"""
        global
            maxconn 8000
            stats socket {folder}/{Socket} mode 600 level admin expose-fd listeners
            hard-stop-after 60s

        defaults
            mode http
            log stdout format raw local0 notice
            option forwardfor
            option idle-close-on-response
            option redispatch 1
            retries 2
            retry-on conn-failure
            timeout connect 500ms
            timeout check 500ms
            timeout queue 1s
            timeout http-request 5s
            timeout http-keep-alive 65s
            timeout client 65s
            timeout server 30s
            timeout tunnel 25h
            errorfile 502 502.http
            errorfile 503 503.http
            errorfile 504 504.http

        frontend venue
            bind {at}:{Ports.LoadBalancer}
            default_backend {Backend}

        frontend state
            bind {at}:{Ports.LoadBalancerState}
            monitor-uri /alive
            http-request use-service prometheus-exporter if {"{"} path /metrics {"}"}
            stats enable
            stats uri /stats

        backend {Backend}
            balance leastconn
            option httpchk GET /health/ready
            http-check expect status 200
            default-server check inter 500ms fastinter 250ms fall 2 rise 1
            default-server observe layer4 error-limit 2 on-error mark-down
        {string.Concat(nodes.Select(node => $"    server {node.Name} {node.Address}\n"))}
        """;

    private static string Answer(string status, string body)
    {
        string length = body.Length.ToString(CultureInfo.InvariantCulture);
        return string.Join("\r\n",
            $"HTTP/1.1 {status}", "Content-Type: application/json;charset=UTF-8", $"Content-Length: {length}",
            "Retry-After: 1", "", body);
    }
}

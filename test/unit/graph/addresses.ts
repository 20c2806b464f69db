/**
 * [where the form was seen, the address, its path]. Reports about Word and PDF files are used with
 * .xlsx here.
 */
export const paths: readonly (readonly [string, string, string])[] = [
  [
    'OfficeDev/office-js#831',
    'https://mydomain-my.sharepoint.com/personal/personal_com/Documents/AddinTest.xlsx',
    'personal/personal_com/Documents/AddinTest.xlsx',
  ],
  [
    'OfficeDev/office-js-docs-reference#258',
    'https://tenant.sharepoint.com/sites/path/folder/filename.xlsx',
    'sites/path/folder/filename.xlsx',
  ],
  [
    'pnp/pnpcore#1077',
    'https://tenant.sharepoint.com/sites/ECM_COM/Customer%20Account/2022-09/scs_doc_01.xlsx',
    'sites/ECM_COM/Customer Account/2022-09/scs_doc_01.xlsx',
  ],
  [
    'SharePoint/sp-dev-docs#10173',
    'https://t.sharepoint.com/sites/abc/D/file%20(name).xlsx',
    'sites/abc/D/file (name).xlsx',
  ],
  [
    'SharePoint/sp-dev-docs#10173, encoded',
    'https://t.sharepoint.com/sites/abc/D/file%20%28name%29.xlsx',
    'sites/abc/D/file (name).xlsx',
  ],
  [
    'SharePoint/sp-dev-docs#5473',
    'https://imacorporation.sharepoint.com/teams/ClientX/EditableDocuments/Archived Renewal Trackers/2019 Renewal Guide - KC Construction.xlsx',
    'teams/ClientX/EditableDocuments/Archived Renewal Trackers/2019 Renewal Guide - KC Construction.xlsx',
  ],
  [
    'vgrem/office365-rest-python-client#464',
    'https://t.sharepoint.com/sites/randomSite/D/A random title # some text.xlsx',
    'sites/randomSite/D/A random title # some text.xlsx',
  ],
  [
    'vgrem/office365-rest-python-client#464, as encodeURI leaves it',
    'https://t.sharepoint.com/sites/randomSite/D/A%20random%20title%20#%20some%20text.xlsx',
    'sites/randomSite/D/A random title # some text.xlsx',
  ],
  [
    'vgrem/office365-rest-python-client#505',
    'https://mycon.sharepoint.com/personal/user_test_ca/Documents/File with#.xlsx',
    'personal/user_test_ca/Documents/File with#.xlsx',
  ],
  [
    'vgrem/office365-rest-python-client#505, encoded',
    'https://mycon.sharepoint.com/personal/user_test_ca/Documents/File%20with%23.xlsx',
    'personal/user_test_ca/Documents/File with#.xlsx',
  ],
  [
    'vgrem/office365-rest-python-client#918',
    'https://t.sharepoint.com/sites/x/D/#123 Report.xlsx',
    'sites/x/D/#123 Report.xlsx',
  ],
  [
    'open-webui/oikb#121',
    'https://t.sharepoint.com/sites/x/D/%23Archiwum%20lub%20do%20przerobienia/b.xlsx',
    'sites/x/D/#Archiwum lub do przerobienia/b.xlsx',
  ],
  [
    'microsoftgraph/microsoft-graph-docs#2116',
    'https://t-my.sharepoint.com/personal/p/Documents/C# Files/b.xlsx',
    'personal/p/Documents/C# Files/b.xlsx',
  ],
  [
    'microsoftgraph/MSGraph-SDK-Code-Generator#516, half encoded',
    'https://mytest.sharepoint.com/sites/x/Test/03-%20Prot.%20Amendment,%20#4 (Protocol v.5.0), dd.19-DEC-2018; IB/b.xlsx',
    'sites/x/Test/03- Prot. Amendment, #4 (Protocol v.5.0), dd.19-DEC-2018; IB/b.xlsx',
  ],
  [
    'microsoftgraph/microsoft-graph-docs#15432',
    'https://t.sharepoint.com/sites/x/General/Document%EF%BF%BD.xlsx',
    'sites/x/General/Document\uFFFD.xlsx',
  ],
  [
    'Azure/Microsoft365R#32, a name that looks encoded',
    'https://t.sharepoint.com/sites/x/D/my%2520file.xlsx',
    'sites/x/D/my%20file.xlsx',
  ],
  [
    'SharePoint/PnP-JS-Core#725',
    'https://t.sharepoint.com/sites/test/Shared Documents/%25123.xlsx',
    'sites/test/Shared Documents/%123.xlsx',
  ],
  [
    'SharePoint/PnP-JS-Core#725, not encoded',
    'https://t.sharepoint.com/sites/test/Shared Documents/%123.xlsx',
    'sites/test/Shared Documents/%123.xlsx',
  ],
  [
    'SharePoint/PnP-JS-Core#440',
    "https://t.sharepoint.com/sites/x/documents/O'Doyle, Micky/b.xlsx",
    "sites/x/documents/O'Doyle, Micky/b.xlsx",
  ],
  [
    'SharePoint/PnP-JS-Core#440, encoded',
    'https://t.sharepoint.com/sites/x/documents/O%27Doyle%2C%20Micky/b.xlsx',
    "sites/x/documents/O'Doyle, Micky/b.xlsx",
  ],
  [
    'koltyakov/sppull#53',
    'https://t.sharepoint.com/sites/x/D/hello%.xlsx',
    'sites/x/D/hello%.xlsx',
  ],
  [
    'koltyakov/sppull#53, encoded',
    'https://t.sharepoint.com/sites/x/D/hello%25.xlsx',
    'sites/x/D/hello%.xlsx',
  ],
  [
    'Aymkdn/SharepointPlus#97',
    'https://t.sharepoint.com/sites/x/D/L & D/b.xlsx',
    'sites/x/D/L & D/b.xlsx',
  ],
  [
    'xlwings/xlwings#1630, a German library',
    'https://mycompany.sharepoint.com/sites/AAA/Freigegebene Dokumente/BBB/CCC/DDD/myfile.xlsm',
    'sites/AAA/Freigegebene Dokumente/BBB/CCC/DDD/myfile.xlsm',
  ],
  [
    'xlwings/xlwings#1630',
    'https://mycompany.sharepoint.com/personal/user_company_com/Documents/Documents/BBB/myfile.xlsm',
    'personal/user_company_com/Documents/Documents/BBB/myfile.xlsm',
  ],
  [
    'xlwings/xlwings#2652',
    'https://some-company.sharepoint.com/sites/Engineering/Shared%20Documents/Data/TestFile.xlsx?web=1',
    'sites/Engineering/Shared Documents/Data/TestFile.xlsx',
  ],
  [
    'xlwings/xlwings#2652, copied',
    'https://some-company.sharepoint.com/sites/Engineering/Shared%20Documents/Data/TestFile.xlsx?d=0123456789abcdefghijklmnopqrstuvw&csf=1&web=1&e=vB3ztg',
    'sites/Engineering/Shared Documents/Data/TestFile.xlsx',
  ],
  [
    'OneDrive/onedrive-sdk-csharp#249',
    'https://tenant-my.sharepoint.com/personal/bob_smith_tenant_onmicrosoft_com/Documents/Microsoft Teams Chat Files/file.xlsx',
    'personal/bob_smith_tenant_onmicrosoft_com/Documents/Microsoft Teams Chat Files/file.xlsx',
  ],
  [
    'MicrosoftDocs/VBA-Docs#47',
    'https://company.sharepoint.com/sites/project/shareddocs/General/testfile.xlsx',
    'sites/project/shareddocs/General/testfile.xlsx',
  ],
  [
    'OfficeDev/microsoft-teams-library-js#2218',
    'https://teams.microsoft.com/l/file/7CD93A8F-05F6-4F95-B114-69A8FA75CC69?fileType=xlsx&objectUrl=https%3A%2F%2F67whcr.sharepoint.com%2Fsites%2FTest3-11-1%2FShared%2520Documents%2FGeneral%2FICS%2520201%25203.xlsx&serviceName=teams',
    'sites/Test3-11-1/Shared Documents/General/ICS 201 3.xlsx',
  ],
  [
    'OfficeDev/microsoft-teams-library-js#412',
    'https://teams.microsoft.com/l/file/e1a40c88?channelId=19%3Aa&objectUrl=https%3A%2F%2Fredacted.sharepoint.com%2Fsites%2FWelchy%2FShared%20Documents%2FGeneral%2Fadd-in-local.xlsx&serviceName=teams',
    'sites/Welchy/Shared Documents/General/add-in-local.xlsx',
  ],
  [
    'our facts, encoded',
    'https://contoso.sharepoint.com/sites/Finance/Shared%20Documents/Budget%202026.xlsx',
    'sites/Finance/Shared Documents/Budget 2026.xlsx',
  ],
  [
    'our facts, not encoded',
    'https://contoso.sharepoint.com/sites/経理/共有ドキュメント/予算 #1 100%.xlsx',
    'sites/経理/共有ドキュメント/予算 #1 100%.xlsx',
  ],
  [
    'our facts, each segment in its own way',
    'https://contoso.sharepoint.com/sites/x/Shared%20Documents/予算 2026.xlsx',
    'sites/x/Shared Documents/予算 2026.xlsx',
  ],
  [
    'our facts, Japanese with encoded spaces',
    'https://contoso.sharepoint.com/sites/x/Shared%20Documents/予算%202026.xlsx',
    'sites/x/Shared Documents/予算 2026.xlsx',
  ],
  [
    'our facts, small letters in codes',
    'https://contoso.sharepoint.com/sites/x/D/%e4%ba%88%e7%ae%97.xlsx',
    'sites/x/D/予算.xlsx',
  ],
  [
    'our facts, percent and number sign',
    'https://contoso.sharepoint.com/sites/x/D/100%25%20%231.xlsx',
    'sites/x/D/100% #1.xlsx',
  ],
  [
    'our facts, a plus sign is no space',
    'https://contoso.sharepoint.com/sites/x/D/a+b%2Bc.xlsx?web=1',
    'sites/x/D/a+b+c.xlsx',
  ],
  [
    'our facts, emoji',
    'https://contoso.sharepoint.com/sites/x/D/Quarterly 📊/👩‍💻.xlsx',
    'sites/x/D/Quarterly 📊/👩‍💻.xlsx',
  ],
  [
    'our facts, emoji encoded',
    'https://contoso.sharepoint.com/sites/x/D/%F0%9F%93%8A.xlsx',
    'sites/x/D/📊.xlsx',
  ],
  [
    'our facts, what is no UTF-8',
    'https://contoso.sharepoint.com/sites/x/D/%FF%FEb.xlsx',
    'sites/x/D/%FF%FEb.xlsx',
  ],
  [
    'our facts, a slash cannot be in a name',
    'https://contoso.sharepoint.com/sites/x/D/a%2Fb.xlsx',
    'sites/x/D/a%2Fb.xlsx',
  ],
  [
    'our facts, the root site',
    'https://contoso.sharepoint.com/Shared%20Documents/b.xlsx',
    'Shared Documents/b.xlsx',
  ],
  [
    'our facts, a subsite',
    'https://contoso.sharepoint.com/sites/x/sub/Docs/b.xlsb',
    'sites/x/sub/Docs/b.xlsb',
  ],
  ['our facts, US Government', 'https://agency.sharepoint.us/sites/x/D/b.xlsx', 'sites/x/D/b.xlsx'],
  ['our facts, DoD', 'https://agency.sharepoint-mil.us/sites/x/D/b.xlsx', 'sites/x/D/b.xlsx'],
  ['Microsoft 365 endpoints, DoD', 'https://usaf.dps.mil/sites/x/D/b.xlsx', 'sites/x/D/b.xlsx'],
  [
    'our facts, capitals and a port',
    'HTTPS://CONTOSO.SharePoint.com:443/sites/x/D/b.XLSX',
    'sites/x/D/b.XLSX',
  ],
  [
    'our facts, a cell',
    'https://contoso.sharepoint.com/sites/x/D/b.xlsx#Sheet1!A1',
    'sites/x/D/b.xlsx',
  ],
  [
    'our facts, in quotation marks',
    '"https://contoso.sharepoint.com/sites/x/D/b.xlsx"',
    'sites/x/D/b.xlsx',
  ],
  [
    'a library’s page with the file selected',
    'https://contoso.sharepoint.com/sites/x/D/Forms/AllItems.aspx?id=%2Fsites%2Fx%2FD%2FQ%201%2Fb%23.xlsx&parent=%2Fsites',
    'sites/x/D/Q 1/b#.xlsx',
  ],
  [
    'a OneDrive’s page with the file selected',
    'https://contoso-my.sharepoint.com/personal/a/_layouts/15/onedrive.aspx?id=%2Fpersonal%2Fa%2FDocuments%2Fb.xlsx',
    'personal/a/Documents/b.xlsx',
  ],
  [
    'Office URI scheme',
    'ms-excel:ofe|u|https://contoso.sharepoint.com/sites/x/D/b%201.xlsx',
    'sites/x/D/b 1.xlsx',
  ],
  [
    'a mounted library',
    '\\\\contoso.sharepoint.com@SSL\\DavWWWRoot\\sites\\x\\D\\100% #1.xlsx',
    'sites/x/D/100% #1.xlsx',
  ],
];

/** Links that only the service can resolve: sent unchanged. */
export const links: readonly (readonly [string, string])[] = [
  [
    'OfficeDev/office-js#831',
    'https://mydomain.sharepoint.com/:x:/r/personal/personal_com/_layouts/15/Doc.aspx?sourcedoc=%7B6FEF6215-DD54-4BFF-B12C-2D762C0932AC%7D&file=AddinTest.xlsx&action=default&mobileredirect=true',
  ],
  [
    'vgrem/office365-rest-python-client#467',
    'https://company.sharepoint.com/:x:/r/teams/admin/TeamName/_layouts/15/Doc.aspx?sourcedoc=%7BX%7D&file=FileName.xlsx&action=default',
  ],
  [
    'vgrem/office365-rest-python-client#97',
    'https://company.sharepoint.com/sites/x/_layouts/15/doc.aspx?sourcedoc=%7BX%7D&file=b.xlsx&action=default',
  ],
  [
    'pnp/PnP#1870',
    'https://contoso.sharepoint.com/:x:/r/sites/someweb/SiteAssets/cats.xlsx?csf=1&e=L9eqe2',
  ],
  [
    'cityofaustin/atd-data-tech#21414',
    'https://c-my.sharepoint.com/:x:/r/personal/a_gov/_layouts/15/doc2.aspx?sourcedoc=%7Bdf22a091%7D&action=edit',
  ],
  [
    'cityofaustin/atd-data-tech#20955',
    'https://c.sharepoint.com/:x:/r/sites/tpwCPRG/Shared%20Documents/M2_EcoCounter_Work_Plan.xlsx?d=w839b18d5&csf=1&web=1&e=eXIqfC',
  ],
  [
    'cityofaustin/atd-data-tech#13105',
    'https://c.sharepoint.com/:x:/s/PWD_Office/EWZLWwrOPUBDpKmyBuwWJB4BW5r9_P_DqJMwWimOIWP-3Q?e=VJJakQ',
  ],
  ['our facts', 'https://contoso.sharepoint.com/:x:/s/Finance/EaBc123?e=abc'],
];

/** [where, the address, why no session can be opened there]. */
export const elsewhere: readonly (readonly [string, string | null, string])[] = [
  ['OfficeDev/office-js#3204', null, 'noAddress'],
  ['OfficeDev/office-js#2476', '', 'unsaved'],
  ['OfficeDev/office-js#3509', 'Book1', 'unsaved'],
  ['xlwings/xlwings#192', 'https://d.docs.live.net/782ea9e4ee2349ed/b.xlsx', 'consumer'],
  ['xlwings/xlwings#1253', 'https://d.docs.live.net/4ffb1cf57289ab33/myproject', 'consumer'],
  [
    'ykuwai/ppt-mcp#119',
    'https://d.docs.live.net/45333604723378ea/Udemy講座/Agent Skills 徹底解説.xlsx',
    'consumer',
  ],
  ['lionello/onedrive-cli#46', 'https://1drv.ms/x/s!Abc', 'consumer'],
  [
    'xlwings/xlwings#2017',
    '/Users/dpwrussell/Documents/OneDrive - MyBusiness/Projects/Project1/sheet.xlsx',
    'local',
  ],
  [
    'xlwings/xlwings#952',
    '/Users/Felix/Library/Containers/com.microsoft.Excel/Data/Desktop/myfile.xlsx',
    'local',
  ],
  ['xlwings/xlwings#1496', 'C:\\Users\\user\\organization\\folder\\myexcelfile.xlsx', 'local'],
  ['our facts', 'C:/Users/adele/b.xlsx', 'local'],
  ['our facts', 'file:///C:/Users/adele/b.xlsx', 'local'],
  ['our facts', '\\\\server\\share\\b.xlsx', 'networkShare'],
  ['our facts', 'file://server/share/b.xlsx', 'networkShare'],
  ['our facts', 'https://onedrive.live.com/edit.aspx?resid=1', 'consumer'],
  ['our facts', 'https://contoso.sharepoint.cn/sites/x/Shared%20Documents/b.xlsx', 'chinaCloud'],
  ['our facts', 'https://contoso.sharepoint.com/sites/x/Shared%20Documents/old.xls', 'oldFormat'],
  ['another format', 'https://contoso.sharepoint.com/sites/x/D/b.csv', 'oldFormat'],
  ['another server', 'https://intranet.contoso.example/sites/x/b.xlsx', 'otherServer'],
  [
    'a name that only looks like SharePoint’s',
    'https://contoso.sharepoint.com.example.org/sites/x/D/b.xlsx',
    'otherServer',
  ],
  [
    'a user before the host',
    'https://contoso.sharepoint.com@example.org/sites/x/D/b.xlsx',
    'otherServer',
  ],
  ['no workbook', 'https://contoso.sharepoint.com/sites/x/D/letter.docx', 'badLink'],
  ['a site', 'https://contoso.sharepoint.com/sites/x', 'badLink'],
  ['a script', 'javascript:alert(1)', 'badLink'],
];
